/** How a reason against writing is done away with, step by step, for whoever can (K-2). One per obstacle and language: a missing one does not compile. */
import { isWriteObstacle, type Refusal, type WriteObstacle } from '@olchat/domain';
import { moment } from './moment.ts';

type Locale = 'ru' | 'en';
type Remedy = string | ((details: Refusal['details']) => string);

/** A limit of all messages of the account, not of the first ones only (Q-11). */
const isOfAll = (field: string | undefined): boolean => field === 'messagesPerMinute' || field === 'messagesPerDay';

const ru: Record<WriteObstacle, Remedy> = {
  NO_ACCOUNT:
    'Откройте страницу приложения в меню портала → «Аккаунты» и подключите аккаунт; если он уже есть, добавьте сотрудника в его список доступа.',
  ACCOUNT_NOT_CONNECTED: ({ accountState }) =>
    accountState === 'LOGIN_REQUIRED'
      ? 'Страница приложения → «Аккаунты» → меню линии → «Загрузить QR-код», затем отсканируйте код телефоном линии.'
      : 'Страница приложения → «Аккаунты» → подключите линию снова. Проверьте, что телефон линии включён и в сети.',
  ACCOUNT_NOT_FOUND: 'Выберите другую линию. Если нужна именно эта, администратор даёт доступ: страница приложения → «Аккаунты» → доступ.',
  ACCOUNT_UNPAID: 'Оплатите линию. После оплаты она заработает сразу, переподключать её не нужно.',
  ACCOUNT_RESTRICTED: ({ freeAt }) =>
    `Ограничение снимет сам мессенджер${freeAt === undefined ? '' : ` после ${moment(freeAt, 'ru')}`}. До этого отвечайте в начатых переписках или выберите другую линию.`,
  FORBIDDEN: ({ right }) =>
    right === 'card'
      ? 'В правах CRM дайте роли сотрудника право на изменение этой карточки или сделайте его ответственным.'
      : 'Дайте сотруднику доступ к приложению или к линии на странице приложения.',
  PORTAL_AUTH_MISSING: 'Закройте окно приложения и откройте его снова из карточки.',
  PORTAL_TOKEN_REFUSED: 'Откройте приложение заново. Если не помогло, пусть его один раз откроет администратор портала.',
  PORTAL_UNAVAILABLE: 'Подождите минуту: как только Битрикс24 ответит, писать снова можно. Ваш текст сохранён.',
  NOT_IN_WHATSAPP: 'Добавьте в карточку другой номер клиента. Если клиент только что зарегистрировался, обновите проверку номера.',
  NOT_IN_TELEGRAM: 'Добавьте в карточку имя пользователя или ссылку t.me либо попросите клиента написать первым.',
  NO_ADDRESS: 'Заполните телефон в карточке или привяжите контакт или компанию с номером, затем нажмите «Обновить».',
  NUMBER_MALFORMED: 'Исправьте номер в карточке: с кодом страны, например +7 900 000-00-00.',
  OWN_NUMBER: 'В карточке номер самой линии. Выберите или добавьте номер клиента.',
  CHECK_IMPOSSIBLE: 'Писать можно: номер проверится при отправке. Проверку можно и повторить кнопкой «Обновить».',
  CONTACT_REFUSED: 'Клиент меняет это в настройках своего мессенджера или пишет первым. Свяжитесь с ним другим способом.',
  PREMIUM_NEEDED: 'Клиент пишет первым или сохраняет ваш номер в контактах. Либо администратор подключает аккаунт с Telegram Premium.',
  PAYMENT_NEEDED: 'Клиент пишет первым или разрешает вам писать бесплатно. Платное сообщение отправляют из самого Telegram.',
  LIMIT_REACHED: ({ freeAt, limit, field }) =>
    freeAt === undefined
      ? 'Предел отпустит, когда очередь линии уйдёт. Срочное отправьте через другую линию.'
      : `Сообщение уйдёт само после ${moment(freeAt, 'ru')}; ${isOfAll(field) ? 'ответы операторов в чатах не ждут' : 'начатые переписки идут без ограничений'}.${limit === undefined ? '' : ' Предел поднимает администратор: страница приложения → «Аккаунты» → настройки линии → «Лимиты».'}`,
  DEVICE_LOST: 'Проверьте, что телефон линии заряжен и в сети. Подключение восстановится само.',
  NOT_FOUND: 'Обновите страницу: запись могли удалить или закрыть для вас.',
};

const en: Record<WriteObstacle, Remedy> = {
  NO_ACCOUNT:
    'Open the application’s page in the portal’s menu → «Accounts» and connect an account; if there is one, put the employee on its list of access.',
  ACCOUNT_NOT_CONNECTED: ({ accountState }) =>
    accountState === 'LOGIN_REQUIRED'
      ? 'Application’s page → «Accounts» → the line’s menu → «Load QR code», then scan it with the line’s phone.'
      : 'Application’s page → «Accounts» → connect the line again. See that the line’s phone is on and online.',
  ACCOUNT_NOT_FOUND:
    'Choose another line. If it must be this one, an administrator gives access: application’s page → «Accounts» → access.',
  ACCOUNT_UNPAID: 'Pay for the line. It works at once then and need not be connected again.',
  ACCOUNT_RESTRICTED: ({ freeAt }) =>
    `The messenger itself lifts the restriction${freeAt === undefined ? '' : ` after ${moment(freeAt, 'en')}`}. Until then answer in running conversations or choose another line.`,
  FORBIDDEN: ({ right }) =>
    right === 'card'
      ? 'In the rights of CRM give the employee’s role the right to change this card, or make him responsible for it.'
      : 'Give the employee access to the application or to the line on the application’s page.',
  PORTAL_AUTH_MISSING: 'Close the application’s window and open it again from the card.',
  PORTAL_TOKEN_REFUSED: 'Open the application anew. If that does not help, let an administrator of the portal open it once.',
  PORTAL_UNAVAILABLE: 'Wait a minute: as soon as Bitrix24 answers you can write again. Your text is kept.',
  NOT_IN_WHATSAPP: 'Add another number of the client to the card. If the client has just signed up, check the number again.',
  NOT_IN_TELEGRAM: 'Add a username or a t.me link to the card, or ask the client to write first.',
  NO_ADDRESS: 'Fill in the phone in the card, or link a contact or company with a number, then press «Refresh».',
  NUMBER_MALFORMED: 'Correct the number in the card: with the country code, for example +7 900 000-00-00.',
  OWN_NUMBER: 'The card has the line’s own number. Choose or add the client’s.',
  CHECK_IMPOSSIBLE: 'You can write: the number is checked when you send. Or check it again with «Refresh».',
  CONTACT_REFUSED: 'The client changes it in the settings of his messenger, or writes first. Reach him another way.',
  PREMIUM_NEEDED: 'The client writes first or saves your number. Or an administrator connects an account with Telegram Premium.',
  PAYMENT_NEEDED: 'The client writes first, or lets you write for free. A paid message is sent from Telegram itself.',
  LIMIT_REACHED: ({ freeAt, limit, field }) =>
    freeAt === undefined
      ? 'The limit lets go when the line’s queue has left. Send what is urgent through another line.'
      : `The message leaves by itself after ${moment(freeAt, 'en')}; ${isOfAll(field) ? 'operators’ answers in chats do not wait' : 'running conversations go on without limits'}.${limit === undefined ? '' : ' An administrator raises the limit: application’s page → «Accounts» → the line’s settings → «Limits».'}`,
  DEVICE_LOST: 'See that the line’s phone is charged and online. The connection comes back by itself.',
  NOT_FOUND: 'Refresh the page: the record may be deleted or closed to you.',
};

/** Null: the sentence of the refusal says all there is. */
export function remedy(refusal: Refusal, locale: Locale): string | null {
  if (!isWriteObstacle(refusal.code)) return null;
  const words = (locale === 'ru' ? ru : en)[refusal.code];
  return typeof words === 'string' ? words : words(refusal.details);
}
