import type {
  AccountFieldsFragment,
  AccountHealthFieldsFragment,
  ApplicationSettingsFieldsFragment,
  CardQuery,
  LinesQuery,
  LoginStepFieldsFragment,
  ManagedAccountFieldsFragment,
  MessageFieldsFragment,
  TemplateFieldsFragment,
  ViewerQuery,
} from '@olchat/client';

type Recipient = NonNullable<CardQuery['card']>['recipients']['recipients'][number];
type Status = MessageFieldsFragment['status'];

export const card = { type: 'DEAL', id: '42', smartProcessTypeId: null } as const;

export function account(change: Partial<AccountFieldsFragment> = {}): AccountFieldsFragment {
  return {
    id: 'account-1',
    kind: 'WHATSAPP_WEB',
    messenger: 'WHATSAPP',
    title: 'Отдел продаж',
    address: '+7 963 847-73-12',
    messengerId: null,
    username: null,
    synchronisation: null,
    state: 'CONNECTED',
    stateReason: null,
    stateSince: '2026-01-01T09:00:00.000Z',
    line: { id: 'line-1', name: 'Продажи', isActive: true },
    defaultPublication: 'OUTGOING',
    capabilities: {
      checksPresence: true,
      reportsDelivered: true,
      reportsRead: true,
      maxTextLength: 4096,
      freeTextFirst: true,
      captionKinds: ['IMAGE', 'VIDEO'],
      maxFileBytes: 100 * 2 ** 20,
      sendsVoice: true,
      loginWays: ['QR'],
      readsHistory: false,
    },
    publications: [
      { publication: 'OUTGOING', available: true, reason: null },
      { publication: 'INCOMING', available: true, reason: null },
      { publication: 'NONE', available: true, reason: null },
    ],
    limits: {
      queued: 0,
      queueLimit: 1000,
      sentToday: 3,
      checksToday: 2,
      checksPerDay: 100,
      messagesPerDay: null,
      messagesLeft: null,
      nextMessageAt: null,
      firstMessagesPerDay: null,
      firstMessagesLeft: null,
      nextFirstMessageAt: null,
      firstMessagesHeldUntil: null,
    },
    ...change,
  };
}

/** As the connector advises. */
export const NO_LIMITS: NonNullable<ManagedAccountFieldsFragment['settings']>['limits'] = {
  checksPerDay: null,
  searchesPerDay: null,
  firstMessagesPerDay: null,
  firstMessageEveryMs: null,
  messagesPerMinute: null,
  messagesPerDay: null,
};

/** An account as an administrator's list has it. */
export function managedAccount(
  change: Partial<ManagedAccountFieldsFragment> & { set?: Partial<NonNullable<ManagedAccountFieldsFragment['settings']>> } = {},
): ManagedAccountFieldsFragment {
  const { set, ...rest } = change;
  return {
    ...account(),
    settings: {
      access: [],
      publishOutgoing: true,
      defaultPublication: 'OUTGOING',
      sendIntervalMs: 500,
      limits: NO_LIMITS,
      advisedLimits: { checksPerDay: 100, searchesPerDay: 0, firstMessagesPerDay: null, firstMessageEveryMs: 0, young: false },
      ignoredNumbers: [],
      hidden: false,
      ...set,
    },
    ...rest,
  };
}

export function health(change: Partial<AccountHealthFieldsFragment> = {}): AccountHealthFieldsFragment {
  return {
    state: 'CONNECTED',
    stateSince: '2026-01-01T09:00:00.000Z',
    queued: 0,
    sentToday: 3,
    checksToday: 2,
    checksPerDay: 100,
    lastError: null,
    lastErrorAt: null,
    phoneSeenAt: null,
    unlinkedInDays: null,
    ...change,
  };
}

export function applicationSettings(change: Partial<ApplicationSettingsFieldsFragment> = {}): ApplicationSettingsFieldsFragment {
  return {
    administratorsOnly: false,
    writingHours: { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 },
    statusesWidget: false,
    templatesInChat: false,
    forceWidget: false,
    textLimit: 1000,
    ...change,
  };
}

export function viewer(change: Partial<ViewerQuery['viewer']> = {}): ViewerQuery['viewer'] {
  return {
    portal: { id: 'portal', title: 'Портал', writingHours: { redUntil: 7, orangeUntil: 8, greenUntil: 19, orangeAgainUntil: 21 } },
    employee: { id: '1', name: 'Мария' },
    isAdministrator: true,
    locale: 'ru',
    lastAccountId: null,
    lastPublication: null,
    lastCreateActivity: true,
    sendBy: 'CTRL_ENTER',
    showTemplateText: true,
    closeAfterTemplate: false,
    showName: false,
    senderLine: 'Анна Смирнова:',
    recentEmoji: [],
    textLimit: 1000,
    fileRules: {
      maxBytes: 25 * 2 ** 20,
      linkMaxBytes: 100 * 2 ** 20,
      maxCount: 10,
      maxPixels: 50_000_000,
      extensions: ['jpg', 'png', 'pdf', 'mp4', 'ogg'],
      voiceMaxBytes: 16 * 2 ** 20,
      voiceMaxSeconds: 300,
    },
    ...change,
  };
}

export function recipient(change: Partial<Recipient> = {}): Recipient {
  return {
    id: 'recipient-1',
    label: 'Дмитрий Иванов',
    address: '+7 961 951-20-44',
    username: null,
    phone: '+7 961 951-20-44',
    presence: 'EXISTS',
    checkedAt: '2026-01-01T09:00:00.000Z',
    numbering: null,
    chat: null,
    hasConversation: false,
    obstacle: null,
    ...change,
  };
}

/** The answer about a card, as the form asks for it through one account. */
export function cardAnswer(recipients: Recipient[] = [recipient()], change: object = {}) {
  return {
    ...card,
    title: 'Сделка',
    chatSupport: 'FULL' as const,
    chatReason: null,
    recipients: { state: 'READY' as const, recipients, omitted: 0, pending: 0, reason: null, askedAgainFrom: null },
    ...change,
  };
}

/** A message that went through these states, a second apart; the last is where it is now. */
export function message(states: Status[] = ['QUEUED'], change: Partial<MessageFieldsFragment> = {}): MessageFieldsFragment {
  const { id, label, address, username, phone, presence, checkedAt } = recipient();
  return {
    id: 'message-1',
    groupId: 'message-1',
    account: { id: 'account-1', title: 'Отдел продаж' },
    recipient: { id, label, address, username, phone, presence, checkedAt },
    card: { ...card },
    sender: { id: '1', name: 'Мария' },
    text: 'Добрый день!',
    senderLine: null,
    files: [],
    voice: null,
    publication: 'OUTGOING',
    publicationFailure: null,
    createActivity: true,
    status: states.at(-1) ?? 'QUEUED',
    waitsUntil: null,
    waitsFor: null,
    history: states.map((status, second) => {
      const at = new Date(Date.UTC(2026, 0, 1, 9, 0, second)).toISOString();
      return { status, occurredAt: at, learnedAt: at, source: 'RECEIPT', failure: null };
    }),
    failure: null,
    chat: null,
    activityId: null,
    sentAgainAs: null,
    createdAt: '2026-01-01T09:00:00.000Z',
    ...change,
  };
}

export function template(change: Partial<TemplateFieldsFragment> = {}): TemplateFieldsFragment {
  return {
    id: 'template-1',
    title: 'Приветствие',
    text: 'Здравствуйте, {{CONTACT:NAME}}!',
    mayChange: true,
    updatedAt: '2026-01-01T09:00:00.000Z',
    access: [],
    category: null,
    ...change,
  };
}

export function line(change: Partial<LinesQuery['lines'][number]> = {}): LinesQuery['lines'][number] {
  return { id: 'line-1', name: 'Продажи', isActive: true, accounts: [], ...change };
}

export function loginStep(change: Partial<LoginStepFieldsFragment> = {}): LoginStepFieldsFragment {
  return {
    accountId: 'account-1',
    kind: 'QR',
    qr: '2@first',
    qrExpiresAt: null,
    hint: null,
    codeSentBy: null,
    codeLength: null,
    resendAt: null,
    problem: null,
    freeAt: null,
    ...change,
  };
}

export const telegramAccount = (change: Parameters<typeof account>[0] = {}) =>
  account({
    kind: 'TELEGRAM',
    messenger: 'TELEGRAM',
    title: 'Telegram продаж',
    address: '+79000000001',
    messengerId: '700000001',
    defaultPublication: 'INCOMING',
    capabilities: { ...account().capabilities, checksPresence: false, reportsDelivered: false },
    ...change,
  });

export const alisa = recipient({ label: 'Алиса', address: '700000055', username: 'Alisa_Demo', phone: null });

/** A draft as the server keeps it. */
export const storedDraft = (change: object = {}) => ({
  text: 'Добрый де',
  files: [],
  voice: null,
  lostFiles: 0,
  asDocument: false,
  publication: 'NONE',
  createActivity: false,
  version: 'stored-1',
  savedAt: '2026-01-01T09:00:00.000Z',
  ...change,
});
