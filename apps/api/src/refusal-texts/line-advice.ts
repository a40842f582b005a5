/** What is wrong with an open line's settings, why it matters and what to press (O-11, O-12). A missing sentence does not compile. */
import type { LineAdvice } from '@olchat/domain';

export interface AdviceText {
  what: string;
  why: string;
  fix: string;
}

const ru: Record<LineAdvice, AdviceText> = {
  GREETING: {
    what: 'Включено автоматическое приветствие.',
    why: 'Линия отвечает приветствием на сообщение, опубликованное входящим, и оно уходит настоящему клиенту. За одинаковые автоматические тексты мессенджер блокирует номер.',
    fix: 'Настройки линии → «Автоматические действия» → выключите «Отправлять приветственное сообщение».',
  },
  RATING: {
    what: 'Включена оценка качества.',
    why: 'Клиент получает просьбу оценить разговор, которого он не начинал, а его ответ «1» или «0» становится оценкой и не попадает в чат.',
    fix: 'Настройки линии → «Оценка качества» → выключите «Отправлять запрос оценки качества».',
  },
  OTHER_TEXTS: {
    what: 'Включены другие автоматические сообщения.',
    why: 'Тексты «никто не ответил», «нерабочее время» и «диалог закрыт» тоже уходят настоящему клиенту.',
    fix: 'Настройки линии → «Автоматические действия» и «Рабочее время» → выберите «Ничего не делать».',
  },
  TRACKER: {
    what: 'Включён чат-трекер.',
    why: 'Телефоны и адреса из текста сообщений, в том числе ваших, попадают в CRM как данные клиента.',
    fix: 'Настройки линии → «CRM» → выключите «Включить чат трекер».',
  },
  NO_CRM: {
    what: 'Линия не ищет клиента в CRM.',
    why: 'Чат не прикрепляется к карточке клиента, и в карточке его не видно.',
    fix: 'Настройки линии → «CRM» → включите «Проверять наличие клиента в базе CRM».',
  },
  NO_RECORD: {
    what: 'Для неизвестного клиента запись в CRM не создаётся.',
    why: 'Чат с клиентом, которого нет в CRM, останется без карточки.',
    fix: 'Настройки линии → «CRM» → «Если клиент не найден» → выберите «Создавать лид» или «Создавать сделку».',
  },
  NEW_DEAL: {
    what: 'Каждый новый диалог создаёт ещё одну сделку.',
    why: 'Сообщение из сделки откроет вторую сделку того же клиента.',
    fix: 'Настройки линии → «CRM» → включите «Использовать активную сделку, не создавая новую».',
  },
  NOT_FORWARDED: {
    what: 'Диалоги известных клиентов идут в очередь, а не ответственному.',
    why: 'Когда клиент напишет сам, ответит тот, кого выберет очередь.',
    fix: 'Настройки линии → «CRM» → включите «Направлять обращение на ответственного за клиента». Если так и задумано, оставьте как есть.',
  },
  NOT_TO_ALL: {
    what: 'Обращения распределяются по одному сотруднику.',
    why: 'Пока чат, созданный из карточки, переходит к его автору, его успевает увидеть чужой сотрудник.',
    fix: 'Настройки линии → «Очередь» → «Распределение обращений» → «Одновременно всем». Если нужен другой порядок, оставьте как есть.',
  },
};

const en: Record<LineAdvice, AdviceText> = {
  GREETING: {
    what: 'The automatic greeting is on.',
    why: 'The line answers a message published as incoming with the greeting, and it reaches the real client. Messengers block numbers for automatic texts that look the same.',
    fix: 'Settings of the line → “Automatic actions” → switch “Send a welcome message” off.',
  },
  RATING: {
    what: 'Quality rating is on.',
    why: 'The client is asked to rate a conversation that he did not begin, and his answer “1” or “0” becomes a rating instead of standing in the chat.',
    fix: 'Settings of the line → “Quality rating” → switch “Send a rating request” off.',
  },
  OTHER_TEXTS: {
    what: 'Other automatic messages are on.',
    why: 'The texts “nobody answers”, “outside working hours” and “the conversation is closed” reach the real client too.',
    fix: 'Settings of the line → “Automatic actions” and “Working hours” → choose “Do nothing”.',
  },
  TRACKER: {
    what: 'The chat tracker is on.',
    why: 'Phones and addresses in the texts, yours among them, go into the CRM as the client’s own.',
    fix: 'Settings of the line → “CRM” → switch “Enable chat tracker” off.',
  },
  NO_CRM: {
    what: 'The line does not look for the client in the CRM.',
    why: 'The chat is not attached to the client’s card and does not show there.',
    fix: 'Settings of the line → “CRM” → switch “Look up the client in the CRM” on.',
  },
  NO_RECORD: {
    what: 'No CRM record is made for an unknown client.',
    why: 'The chat with a client who is not in the CRM stays without a card.',
    fix: 'Settings of the line → “CRM” → “If the client is not found” → choose “Create a lead” or “Create a deal”.',
  },
  NEW_DEAL: {
    what: 'Every new conversation makes another deal.',
    why: 'A message from a deal opens a second deal of the same client.',
    fix: 'Settings of the line → “CRM” → switch “Use the active deal instead of creating a new one” on.',
  },
  NOT_FORWARDED: {
    what: 'Conversations of known clients go to the queue, not to the responsible person.',
    why: 'When the client writes first, whoever the queue chooses answers him.',
    fix: 'Settings of the line → “CRM” → switch “Forward to the responsible person” on. If it is meant so, leave it.',
  },
  NOT_TO_ALL: {
    what: 'Conversations are given to one employee at a time.',
    why: 'While a chat made from a card passes to its author, another employee sees it for a moment.',
    fix: 'Settings of the line → “Queue” → “Distribution” → “To everyone at once”. If another order is needed, leave it.',
  },
};

export const adviceText = (code: LineAdvice, locale: 'ru' | 'en'): AdviceText => (locale === 'ru' ? ru : en)[code];
