/** Valid objects of one portal: a test names only what matters to it. */
import {
  Account,
  Chat,
  DEFAULT_WRITING_HOURS,
  Employee,
  Message,
  newId,
  Portal,
  Recipient,
  type AccessEntry,
  type AccountId,
  type Caller,
  type CardRef,
  type ChatId,
  type EmployeeId,
  type LineId,
  type MessageGroupId,
  type MessageId,
  type NewMessage,
  type PortalId,
  type RecipientId,
} from '../src/index.ts';

export const ANNA = '11' as EmployeeId;
export const BORIS = '12' as EmployeeId;
export const DEAL: CardRef = { type: 'DEAL', id: '81', smartProcessTypeId: null };

const AT = new Date('2026-03-10T08:00:00.000Z');
let numbers = 0;

/** A number that no other recipient of this run has. */
export const newNumber = (): string => `+7900${String(++numbers).padStart(7, '0')}`;

export const aPortal = (fields: Partial<Portal> = {}): Portal =>
  Object.assign(new Portal(), {
    id: newId<PortalId>(),
    memberId: 'a2f1',
    clientEndpoint: 'https://portal.example/rest/',
    domain: 'portal.example',
    title: 'Portal',
    state: 'ACTIVE',
    language: 'ru',
    country: 'RU',
    mainEmployeeId: ANNA,
    textLimit: 1000,
    administratorsOnly: false,
    writingHours: DEFAULT_WRITING_HOURS,
    statusesWidget: false,
    templatesInChat: false,
    forceWidget: false,
    createdAt: AT,
    ...fields,
  } satisfies Portal);

export const anEmployee = (portalId: PortalId, fields: Partial<Employee> = {}): Employee =>
  Object.assign(new Employee(), {
    portalId,
    id: ANNA,
    name: 'Анна Смирнова',
    isAdministrator: true,
    lastAccountId: null,
    lastPublication: null,
    lastCreateActivity: true,
    sendBy: 'CTRL_ENTER',
    showTemplateText: true,
    closeAfterTemplate: false,
    showName: false,
    recentEmoji: [],
    seenAt: AT,
    dismissedAt: null,
    ...fields,
  } satisfies Employee);

export const aCaller = (portalId: PortalId, fields: Partial<Caller> = {}): Caller => ({
  portalId,
  employeeId: ANNA,
  employeeName: 'Анна Смирнова',
  isAdministrator: true,
  locale: 'ru',
  via: 'WIDGET',
  ...fields,
});

/** A list of employees, as an account keeps it. */
export const onlyFor = (...ids: readonly string[]): AccessEntry[] => ids.map(id => ({ kind: 'USER', id, name: `Сотрудник ${id}` }));

/** Connected and ready to send, one message right after another. */
export const anAccount = (portalId: PortalId, fields: Partial<Account> = {}): Account =>
  Object.assign(
    Account.create({
      portalId,
      id: newId<AccountId>(),
      kind: 'WHATSAPP_WEB',
      messenger: 'WHATSAPP',
      title: 'Отдел продаж',
      lineId: '5' as LineId,
      lineName: 'Открытая линия',
      createdAt: AT,
    }),
    { address: '+79990000001', state: 'CONNECTED', connectedAt: AT, sendIntervalMs: 0 } satisfies Partial<Account>,
    fields,
  );

export const aRecipient = (portalId: PortalId, fields: Partial<Recipient> = {}): Recipient =>
  Object.assign(
    Recipient.create({
      portalId,
      id: newId<RecipientId>(),
      messenger: 'WHATSAPP',
      address: newNumber(),
      name: 'Иван Петров',
      createdAt: AT,
    }),
    fields,
  );

export const aChat = (fields: Pick<Chat, 'portalId' | 'accountId' | 'recipientId'> & Partial<Chat>): Chat =>
  Object.assign(
    new Chat(),
    {
      id: newId<ChatId>(),
      openLineChatId: '300',
      userCode: 'olchat|5|7900|1',
      ownerId: ANNA,
      ownerName: 'Анна Смирнова',
      card: DEAL,
      linkedCards: [],
      createdAt: AT,
    },
    fields,
  );

export function aMessage(fields: Pick<NewMessage, 'portalId' | 'accountId' | 'recipientId'> & Partial<Omit<Message, 'learn'>>): Message {
  const id = fields.id ?? newId<MessageId>();
  const message = Message.create({
    id,
    groupId: newId<MessageGroupId>(),
    position: 0,
    card: DEAL,
    senderId: ANNA,
    origin: 'CARD',
    text: 'Здравствуйте!',
    publication: 'NONE',
    createActivity: true,
    externalMessageId: `fake-${id}`,
    createdAt: AT,
    portalId: fields.portalId,
    accountId: fields.accountId,
    recipientId: fields.recipientId,
  });
  return Object.assign(message, fields);
}
