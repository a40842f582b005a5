/** Mapping of the domain's plain classes to their tables, from outside (decision 8). What is sealed or claimed goes by SQL, see `../sql/`. */
import { EntitySchema } from '@mikro-orm/core';
import { Account, Activity, Chat, Employee, PartnerKey, Portal, Recipient } from '@olchat/domain';

const text = { type: 'text' } as const;
const textOrNull = { type: 'text', nullable: true } as const;
const uuid = { type: 'uuid' } as const;
const uuidOrNull = { type: 'uuid', nullable: true } as const;
const flag = { type: 'boolean' } as const;
const moment = { type: 'Date', columnType: 'timestamptz' } as const;
const momentOrNull = { ...moment, nullable: true } as const;
const key = { type: 'uuid', primary: true } as const;
const textKey = { type: 'text', primary: true } as const;

export const PortalSchema = new EntitySchema<Portal>({
  class: Portal,
  tableName: 'portal',
  properties: {
    id: { ...key, fieldName: 'portal_id' },
    memberId: text,
    clientEndpoint: text,
    domain: text,
    title: text,
    state: text,
    language: text,
    country: text,
    mainEmployeeId: text,
    textLimit: { type: 'integer' },
    administratorsOnly: flag,
    writingHours: { type: 'json' },
    statusesWidget: flag,
    templatesInChat: flag,
    forceWidget: flag,
    createdAt: moment,
  },
});

export const EmployeeSchema = new EntitySchema<Employee>({
  class: Employee,
  tableName: 'employee',
  properties: {
    portalId: key,
    id: textKey,
    name: text,
    isAdministrator: flag,
    lastAccountId: uuidOrNull,
    lastPublication: textOrNull,
    lastCreateActivity: flag,
    sendBy: text,
    showTemplateText: flag,
    closeAfterTemplate: flag,
    showName: flag,
    recentEmoji: { type: 'json' },
    seenAt: moment,
    dismissedAt: momentOrNull,
  },
});

export const AccountSchema = new EntitySchema<Account>({
  class: Account,
  tableName: 'account',
  properties: {
    portalId: key,
    id: key,
    kind: text,
    messenger: text,
    title: text,
    address: textOrNull,
    messengerId: textOrNull,
    username: textOrNull,
    progress: { type: 'json', nullable: true },
    lineId: text,
    lineName: text,
    state: text,
    stateReason: textOrNull,
    stateRawCode: textOrNull,
    stateSince: moment,
    restrictedUntil: momentOrNull,
    firstMessagesHeldUntil: momentOrNull,
    defaultPublication: text,
    publishOutgoing: flag,
    sendIntervalMs: { type: 'integer' },
    ownLimits: { type: 'json' },
    ignoredNumbers: { type: 'json' },
    hidden: flag,
    access: { type: 'json' },
    lastFailure: { type: 'json', nullable: true },
    lastFailedAt: momentOrNull,
    phoneSeenAt: momentOrNull,
    wanted: flag,
    connectedAt: momentOrNull,
    createdAt: moment,
  },
});

export const RecipientSchema = new EntitySchema<Recipient>({
  class: Recipient,
  tableName: 'recipient',
  properties: {
    portalId: key,
    id: key,
    messenger: text,
    address: text,
    messengerAddress: textOrNull,
    name: textOrNull,
    username: textOrNull,
    phone: textOrNull,
    presence: text,
    checkedAt: momentOrNull,
    checkedThrough: uuidOrNull,
    pictureId: uuidOrNull,
    pictureAskedAt: momentOrNull,
    pictureCheckedAt: momentOrNull,
    createdAt: moment,
  },
});

export const ChatSchema = new EntitySchema<Chat>({
  class: Chat,
  tableName: 'chat',
  properties: {
    portalId: key,
    id: key,
    accountId: uuid,
    recipientId: uuid,
    openLineChatId: text,
    userCode: text,
    ownerId: textOrNull,
    ownerName: textOrNull,
    card: { type: 'json', nullable: true },
    linkedCards: { type: 'json' },
    createdAt: moment,
  },
});

export const ActivitySchema = new EntitySchema<Activity>({
  class: Activity,
  tableName: 'activity',
  properties: {
    portalId: key,
    groupId: key,
    card: { type: 'json' },
    responsibleId: text,
    activityId: textOrNull,
    writtenView: textOrNull,
    isGone: flag,
    presses: { type: 'integer' },
    pressRefusal: { type: 'json', nullable: true },
  },
});

export const PartnerKeySchema = new EntitySchema<PartnerKey>({
  class: PartnerKey,
  tableName: 'partner_key',
  properties: {
    portalId: key,
    id: key,
    employeeId: text,
    title: text,
    createdAt: moment,
    revokedAt: momentOrNull,
  },
});

export const ENTITIES = [PortalSchema, EmployeeSchema, AccountSchema, RecipientSchema, ChatSchema, ActivitySchema, PartnerKeySchema];
