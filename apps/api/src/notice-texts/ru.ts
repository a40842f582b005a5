import type { NoticeTexts } from './notice-texts.ts';

const COUNTERS = { CHECK: 'проверок номеров', FIRST_MESSAGE: 'первых сообщений', SEARCH: 'поисков по имени', SENT: 'сообщений' } as const;
const REASONS = {
  DISMISSED: 'уволен',
  NOT_ADMINISTRATOR: 'больше не администратор',
  REFUSED: 'больше не даёт приложению доступа',
} as const;

export const RU: NoticeTexts = {
  chatTitle: product => `${product}: уведомления`,
  'account-connected': ({ connector }) => `Коннектор "${connector}" подключен.`,
  'account-disconnected': ({ connector }) => `Коннектор "${connector}" отключен.`,
  'connection-lost': () => 'Соединение потеряно. Проверьте подключение телефона.',
  'connection-restored': () => 'Соединение восстановлено.',
  'scan-needed': ({ product }) => `Необходимо отсканировать QR код на странице приложения «${product}».`,
  'spam-warning': ({ until }) =>
    `Получено предупреждение о спамерской активности.${until === null ? '' : ` Ограничение действует до ${until}.`} Приостановите рассылки на несколько дней, очистите очередь сообщений и подумайте о переходе на официальный API.`,
  'spam-over': () => 'Ограничение за спамерскую активность снято.',
  'device-lost': ({ waiting }) => `Была потеряна связь с устройством.${waiting === null ? '' : ` Сообщений в очереди: ${waiting}.`}`,
  'message-failed': ({ address, reason, times }) =>
    times === null
      ? `Сообщение клиенту ${address} не отправлено. ${reason}`
      : `Не отправлено сообщений: ${times}. Последнее — клиенту ${address}. ${reason}`,
  'rights-owner-lost': ({ employeeName, why, product }) =>
    `Приложение работает под правами пользователя ${employeeName}: он ${REASONS[why]}. Откройте настройки «${product}» и нажмите «СМЕНИТЬ ПРАВА НА ТЕКУЩЕГО ПОЛЬЗОВАТЕЛЯ». Сообщения отправляются дальше, записи в карточках появятся после смены прав.`,
  'rights-restored': ({ employeeName }) => `Теперь приложение работает под правами пользователя ${employeeName}.`,
  'daily-limit-near': ({ counter, spent, limit }) =>
    `Суточный лимит почти исчерпан: ${spent} из ${limit} ${COUNTERS[counter]}. ${counter === 'SENT' || counter === 'FIRST_MESSAGE' ? 'Считаются последние 24 часа.' : 'Счётчик обнулится в 03:00 по Москве.'}`,
  'queue-stuck': ({ waiting }) =>
    `Очередь сообщений не движется. Ожидает отправки: ${waiting ?? 0}. Проверьте, что телефон включён и подключён к интернету.`,
  'queue-moves': () => 'Очередь сообщений снова движется.',
};
