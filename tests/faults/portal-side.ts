/** Bitrix24 as the ledger remembers it: the timeline's records and the open-line chats outlive every process, as the real ones do. */
import type {
  Crm,
  Dialog,
  Directory,
  EmployeeId,
  LineId,
  NoticeBoard,
  OpenLines,
  PortalApplication,
  PortalEvent,
  PortalTokens,
  SmartProcesses,
  Timeline,
} from '@olchat/domain';
import type { Ledger } from './ledger.ts';

export const LINE = '5' as LineId;
export const EMPLOYEE = { id: '11' as EmployeeId, name: 'Анна Смирнова' };

export const notAsked = (): never => {
  throw new Error('the sending of a message does not ask this');
};

/** Somebody hears of a failed message; the chat of notices is not part of a send. */
export const noticeBoard: NoticeBoard = {
  makeChat: notAsked,
  findChat: notAsked,
  readers: notAsked,
  addReader: notAsked,
  removeReader: notAsked,
  post: notAsked,
  stands: notAsked,
  tell: () => Promise.resolve(null),
};

export const smartProcesses: SmartProcesses = { types: notAsked, place: notAsked, remove: notAsked };
export const application: PortalApplication = {
  tokenOwner: notAsked,
  repair: notAsked,
  conditions: notAsked,
  raiseTestEvent: notAsked,
};

/** The account has no list. */
export const directory: Directory = { departmentsOf: notAsked, workgroupMembers: notAsked, search: notAsked, named: notAsked };
export const crm: Crm = { readCard: notAsked, changeRefusal: () => Promise.resolve(null), employees: () => Promise.resolve([]) };
export const tokens: PortalTokens = { has: () => Promise.resolve(true) };

export const timeline = (ledger: Ledger): Timeline => ({
  findActivity: async (portalId, _card, originId) =>
    ledger.of('timeline', portalId).find(entry => entry.did === 'add' && entry.originId === originId)?.activityId ?? null,
  async addActivity(portalId, _employeeId, _card, originId, view) {
    const activityId = `activity-${ledger.of('timeline', portalId).length + 1}`;
    ledger.append({ who: 'timeline', portalId, did: 'add', originId, activityId, badge: view.badge.text });
    return activityId;
  },
  async updateActivity(portalId, activityId, view) {
    const originId = ledger.of('timeline', portalId).find(entry => entry.activityId === activityId)?.originId ?? '';
    ledger.append({ who: 'timeline', portalId, did: 'update', originId, activityId, badge: view.badge.text });
    return null;
  },
});

const CHAT = 'chat-';

/** The portal tells us of every post by an employee, ours among them, sooner or later (O-24). */
export const echoesOf = (ledger: Ledger, portalId: string): PortalEvent[] =>
  ledger
    .of('chat', portalId)
    .filter(entry => entry.by === 'employee')
    .map(entry => ({
      kind: 'operator-message',
      messenger: 'WHATSAPP',
      lineId: LINE,
      openLineChatId: entry.chatId,
      openLineMessageId: entry.id,
      authorId: EMPLOYEE.id,
      clientExternalId: entry.chatId.slice(CHAT.length),
      text: entry.text,
      fileCount: 0,
    }));

/** One chat per client, named by his digits; a post opens it with nobody as its operator. */
export function openLines(ledger: Ledger): OpenLines {
  const chatOf = (externalId: string): string => `${CHAT}${externalId}`;
  const userCode = (externalId: string): string => `olchat_whatsapp|5|${externalId}|${externalId}`;
  const dialog = (portalId: string, openLineChatId: string): Dialog => {
    const owner = ledger.of('owner', portalId).findLast(entry => entry.chatId === openLineChatId);
    return {
      openLineChatId,
      ownerId: (owner?.employeeId ?? null) as EmployeeId | null,
      sessionId: 'session-1',
      isClosing: false,
      participantIds: [EMPLOYEE.id],
      linkedCards: [],
    };
  };
  const takeOver: OpenLines['answer'] = async (portalId, employeeId, chatId) => {
    ledger.append({ who: 'owner', portalId, chatId, employeeId });
    return null;
  };
  return {
    lines: notAsked,
    line: async (_portalId, id) => ({ id, name: 'Открытая линия', isActive: true, queue: [EMPLOYEE.id] }),
    createLine: notAsked,
    lineSettings: notAsked,
    quieten: notAsked,
    attach: async () => null,
    detach: notAsked,
    async postFromClient(portalId, _line, _messenger, client, message) {
      const chatId = chatOf(client.externalId);
      ledger.append({ who: 'chat', portalId, chatId, by: 'client', id: message.externalId, text: message.text });
      return { openLineChatId: chatId, userCode: userCode(client.externalId) };
    },
    hasMessage: async (portalId, chatId, externalId) =>
      ledger.of('chat', portalId).some(entry => entry.chatId === chatId && entry.by === 'client' && entry.id === externalId),
    hasOperatorMessage: async (portalId, event) =>
      ledger.of('chat', portalId).some(entry => entry.by === 'employee' && entry.id === event.openLineMessageId),
    async findDialog(portalId, _line, _messenger, client) {
      const chatId = chatOf(client.externalId);
      const stands = ledger.of('chat', portalId).some(entry => entry.chatId === chatId);
      return stands ? { openLineChatId: chatId, userCode: userCode(client.externalId) } : null;
    },
    activity: notAsked,
    dialog: async (portalId, _as, chatId) => dialog(portalId, chatId),
    startSession: async (portalId, _as, chatId) => takeOver(portalId, EMPLOYEE.id, chatId),
    join: notAsked,
    answer: takeOver,
    intercept: takeOver,
    transfer: async (portalId, chatId, employeeId) => takeOver(portalId, employeeId, chatId),
    pin: async () => null,
    finish: notAsked,
    async postAsEmployee(portalId, _employee, chatId, text) {
      const id = String(70_000 + ledger.of('chat', portalId).length);
      ledger.append({ who: 'chat', portalId, chatId, by: 'employee', id, text });
      return id;
    },
    employeePosts: async (portalId, post) =>
      ledger
        .of('chat', portalId)
        .filter(entry => entry.chatId === post.openLineChatId && entry.by === 'employee' && entry.text === post.text)
        .map(entry => entry.id)
        .reverse(),
    postFileAsEmployee: notAsked,
    chatMessage: async () => ({ kind: 'unknown' }),
    downloadFile: notAsked,
    changeFromClient: notAsked,
    postSystem: async () => null,
    confirmDelivery: async () => null,
  };
}
