/** The open lines of a portal as we ask them: each call, and what it changes in the lines and their chats. */
import {
  refuse,
  type ActingAs,
  type ChatMessageState,
  type CardRef,
  type ChatActivity,
  type Dialog,
  type EmployeeId,
  type LineClient,
  type LineId,
  type LineMessage,
  type LineSettings,
  type Messenger,
  type OpenedDialog,
  type OpenLine,
  type OpenLines,
  type OperatorClaim,
  type Refusal,
} from '../src/index.ts';
import { CallFates, type CallFate } from './call-fates.ts';
import { FakeLineChats, type LineChat, type LinePost } from './fake-line-chats.ts';
import { once } from './memory-file-store.ts';

/** Nothing to advise about. */
export const QUIET: LineSettings = {
  greets: false,
  asksForRating: false,
  tracksTexts: false,
  sendsOtherTexts: false,
  usesCrm: true,
  createsRecord: true,
  usesActiveDeal: null,
  forwardsToResponsible: true,
  queueType: 'ALL',
  closesAfterMinutes: 0,
};

type Method = Exclude<keyof OpenLines, symbol>;

export class FakeOpenLines implements OpenLines {
  readonly queues = new Map<LineId, EmployeeId[]>();
  readonly attached = new Map<LineId, string>();
  /** Ids of messages that an employee deleted. */
  readonly deleted = new Set<string>();
  /** What the portal gives under an address of a file. */
  readonly contents = new Map<string, Uint8Array>();
  /** Whom the queue gives a new dialogue; null: nobody yet. */
  nextInQueue: EmployeeId | null = null;
  /** Whose the main token is. */
  mainEmployee = 'main' as EmployeeId;
  readonly settings = new Map<LineId, LineSettings>();
  readonly #fates = new CallFates<Method>(refuse('PUBLICATION_UNAVAILABLE', { rawCode: 'OUTCOME_UNKNOWN' }));
  readonly #chats = new FakeLineChats();
  #lines = 100;

  get chats(): LineChat[] {
    return this.#chats.all;
  }

  get calls(): Method[] {
    return this.#fates.calls;
  }

  /** What becomes of the next calls of this method. */
  doom(method: Method, ...fates: CallFate[]): void {
    this.#fates.doom(method, ...fates);
  }

  posts(chatId?: string): LinePost[] {
    return this.#chats.posts(chatId);
  }

  /** An operator's answer is not needed for a chat that the client, or Bitrix24 itself, opened. */
  addChat(fields: Parameters<FakeLineChats['add']>[0]): LineChat {
    return this.#chats.add(fields);
  }

  lines(): Promise<OpenLine[]> {
    return Promise.resolve([...this.queues].map(([id, queue]) => ({ id, name: 'Линия', isActive: true, queue })));
  }

  line(_portalId: string, lineId: LineId): Promise<OpenLine | null | Refusal> {
    const queue = this.queues.get(lineId);
    return this.#fates.meet('line', () => (queue === undefined ? null : { id: lineId, name: 'Линия', isActive: true, queue }));
  }

  createLine(_portalId: string, _name: string, queue: readonly EmployeeId[]): Promise<LineId | Refusal> {
    return this.#fates.meet('createLine', () => {
      const id = String(++this.#lines) as LineId;
      this.queues.set(id, [...queue]);
      return id;
    });
  }

  lineSettings(_portalId: string, lineId: LineId): Promise<LineSettings | null | Refusal> {
    return this.#fates.meet('lineSettings', () => (this.queues.has(lineId) ? (this.settings.get(lineId) ?? QUIET) : null));
  }

  quieten(_portalId: string, lineId: LineId): Promise<null | Refusal> {
    return this.#fates.meet('quieten', () => {
      const before = this.settings.get(lineId) ?? QUIET;
      this.settings.set(lineId, { ...before, greets: false, asksForRating: false, tracksTexts: false });
      return null;
    });
  }

  attach(_portalId: string, lineId: LineId, account: { title: string; address: string | null }): Promise<null | Refusal> {
    return this.#fates.meet('attach', () => {
      this.attached.set(lineId, `${account.title} ${account.address ?? ''}`.trim());
      return null;
    });
  }

  detach(_portalId: string, lineId: LineId): Promise<null | Refusal> {
    return this.#fates.meet('detach', () => {
      this.attached.delete(lineId);
      return null;
    });
  }

  postFromClient(
    _portalId: string,
    lineId: LineId,
    messenger: Messenger,
    client: LineClient,
    message: LineMessage,
  ): Promise<OpenedDialog | Refusal> {
    return this.#fates.meet('postFromClient', () => {
      const known = this.#chats.ofClient(lineId, client.externalId);
      const chat = known ?? this.#chats.add({ lineId, client: client.externalId, isOpen: false });
      if (!chat.isOpen) Object.assign(chat, { isOpen: true, ownerId: this.nextInQueue });
      chat.isClosing = false;
      if (client.pictureUrl !== undefined) chat.pictureUrl = client.pictureUrl;
      this.#chats.post(chat, 'client', message.text, message.externalId, message.files);
      return { openLineChatId: chat.id, userCode: `olchat_${messenger.toLowerCase()}|${lineId}|${client.externalId}|1` };
    });
  }

  changeFromClient(
    _portalId: string,
    _lineId: LineId,
    _messenger: Messenger,
    _client: LineClient,
    change: { externalId: string; text: string | null },
  ): Promise<null | Refusal> {
    return this.#fates.meet('changeFromClient', () => {
      const chat = this.chats.find(known => known.messages.some(post => post.externalId === change.externalId));
      const post = chat?.messages.find(known => known.externalId === change.externalId);
      if (chat === undefined || post === undefined) return refuse('NOT_FOUND');
      if (change.text === null) chat.messages.splice(chat.messages.indexOf(post), 1);
      else post.text = change.text;
      return null;
    });
  }

  postFileAsEmployee(
    _portalId: string,
    employeeId: EmployeeId,
    openLineChatId: string,
    file: { name: string; content: AsyncIterable<Uint8Array> },
    text: string,
  ): Promise<string | Refusal> {
    return this.#fates.meet('postFileAsEmployee', () => {
      const chat = this.#chats.find(openLineChatId);
      return chat === undefined
        ? refuse('NOT_FOUND')
        : this.#chats.post(chat, employeeId, text, null, [{ name: file.name, url: 'own' }]).id;
    });
  }

  chatMessage(_portalId: string, openLineChatId: string, openLineMessageId: string): Promise<ChatMessageState | Refusal> {
    return this.#fates.meet('chatMessage', (): ChatMessageState => {
      const post = this.#chats.find(openLineChatId)?.messages.find(known => known.id === openLineMessageId);
      if (post === undefined) return this.deleted.has(openLineMessageId) ? { kind: 'deleted' } : { kind: 'unknown' };
      return { kind: 'stands', text: post.text, files: (post.files ?? []).map(file => ({ ...file, size: null })) };
    });
  }

  downloadFile(_portalId: string, url: string): Promise<AsyncIterable<Uint8Array> | Refusal> {
    return this.#fates.meet('downloadFile', () => {
      const bytes = this.contents.get(url);
      return bytes === undefined ? refuse('FILE_GONE') : once(bytes);
    });
  }

  hasMessage(_portalId: string, openLineChatId: string, externalId: string): Promise<boolean | Refusal> {
    return this.#fates.meet('hasMessage', () => this.posts(openLineChatId).some(post => post.externalId === externalId));
  }

  hasOperatorMessage(_portalId: string, claim: OperatorClaim): Promise<boolean | Refusal> {
    return this.#fates.meet('hasOperatorMessage', () => {
      const chat = this.#chats.find(claim.openLineChatId);
      const isOfClient = chat?.lineId === claim.lineId && chat.client === claim.clientExternalId;
      return isOfClient && chat.messages.some(post => post.id === claim.openLineMessageId && post.author === claim.authorId);
    });
  }

  activity(_portalId: string, openLineChatId: string, since: Date): Promise<ChatActivity | Refusal> {
    return this.#fates.meet('activity', () => {
      const chat = this.#chats.find(openLineChatId);
      if (chat === undefined) return refuse('NOT_FOUND');
      const messages = chat.messages
        .filter(({ author, at }) => /^\d+$/.test(author) && (at === undefined || at >= since))
        .map(({ id, author, text }) => ({ openLineMessageId: id, authorId: author as EmployeeId, text, fileCount: 0 }));
      return { ownerId: chat.isOpen ? chat.ownerId : null, messages };
    });
  }

  findDialog(
    _portalId: string,
    lineId: LineId,
    _messenger: Messenger,
    client: LineClient,
    _card: CardRef | null,
  ): Promise<OpenedDialog | null | Refusal> {
    return this.#fates.meet('findDialog', () => {
      const chat = this.#chats.ofClient(lineId, client.externalId);
      return chat === undefined ? null : { openLineChatId: chat.id, userCode: `olchat|${lineId}|${client.externalId}|1` };
    });
  }

  dialog(_portalId: string, _as: ActingAs, openLineChatId: string): Promise<Dialog | Refusal> {
    return this.#fates.meet('dialog', () => {
      const chat = this.#chats.find(openLineChatId);
      if (chat === undefined) return refuse('NOT_FOUND');
      const ownerId = chat.isOpen ? chat.ownerId : null;
      return {
        openLineChatId,
        ownerId,
        sessionId: chat.isOpen ? '1' : null,
        isClosing: chat.isOpen && chat.isClosing,
        participantIds: [...chat.guests, ...(ownerId === null ? [] : [ownerId])],
        linkedCards: chat.linkedCards,
      };
    });
  }

  startSession(_portalId: string, as: ActingAs, openLineChatId: string): Promise<null | Refusal> {
    return this.#give('startSession', as === 'main' ? this.mainEmployee : as, openLineChatId);
  }

  join(_portalId: string, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal> {
    return this.#fates.meet('join', () => {
      const chat = this.#chats.find(openLineChatId);
      if (chat === undefined) return refuse('NOT_FOUND');
      chat.guests.push(employeeId);
      return null;
    });
  }

  answer(_portalId: string, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal> {
    return this.#give('answer', employeeId, openLineChatId);
  }

  intercept(_portalId: string, employeeId: EmployeeId, openLineChatId: string): Promise<null | Refusal> {
    return this.#give('intercept', employeeId, openLineChatId);
  }

  transfer(_portalId: string, openLineChatId: string, employeeId: EmployeeId): Promise<null | Refusal> {
    return this.#give('transfer', employeeId, openLineChatId);
  }

  pin(): Promise<null | Refusal> {
    return this.#fates.meet('pin', () => null);
  }

  finish(_portalId: string, openLineChatId: string): Promise<null | Refusal> {
    return this.#fates.meet('finish', () => {
      const chat = this.#chats.find(openLineChatId);
      if (chat !== undefined) chat.isOpen = false;
      return null;
    });
  }

  postAsEmployee(_portalId: string, employeeId: EmployeeId, openLineChatId: string, text: string): Promise<string | Refusal> {
    return this.#fates.meet('postAsEmployee', () => {
      const chat = this.#chats.find(openLineChatId);
      return chat === undefined ? refuse('NOT_FOUND') : this.#chats.post(chat, employeeId, text, null).id;
    });
  }

  employeePosts(
    _portalId: string,
    { employeeId, openLineChatId, text }: { employeeId: EmployeeId; openLineChatId: string; text: string },
  ): Promise<string[] | Refusal> {
    return this.#fates.meet('employeePosts', () =>
      this.posts(openLineChatId)
        .filter(post => post.author === employeeId && post.text === text)
        .map(post => post.id)
        .reverse(),
    );
  }

  postSystem(_portalId: string, as: ActingAs, openLineChatId: string, text: string): Promise<null | Refusal> {
    return this.#fates.meet('postSystem', () => {
      const chat = this.#chats.find(openLineChatId);
      const who = as === 'main' ? this.mainEmployee : as;
      if (chat === undefined || (chat.ownerId !== who && !chat.guests.includes(who))) return refuse('FORBIDDEN', { right: 'line' });
      this.#chats.post(chat, 'system', text, null);
      return null;
    });
  }

  confirmDelivery(
    _portalId: string,
    _lineId: LineId,
    _messenger: Messenger,
    delivery: { openLineMessageId: string; externalMessageId: string },
  ): Promise<null | Refusal> {
    return this.#fates.meet('confirmDelivery', () => {
      const post = this.posts().find(known => known.id === delivery.openLineMessageId);
      if (post !== undefined) post.deliveredAs = delivery.externalMessageId;
      return null;
    });
  }

  #give(method: 'startSession' | 'answer' | 'intercept' | 'transfer', employeeId: EmployeeId, chatId: string): Promise<null | Refusal> {
    return this.#fates.meet(method, () => {
      const chat = this.#chats.find(chatId);
      if (chat === undefined) return refuse('NOT_FOUND');
      Object.assign(chat, { ownerId: employeeId, isOpen: true, isClosing: false, guests: [] });
      return null;
    });
  }
}
