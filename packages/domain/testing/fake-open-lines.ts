/** The open lines of a portal: lines, the chats of their clients, who has them, and every message in them. */
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
import { once } from './memory-file-store.ts';

export interface LineChat {
  id: string;
  lineId: LineId;
  client: string;
  ownerId: EmployeeId | null;
  isOpen: boolean;
  /** Its operator ended it; it is open until it is closed (O-8). */
  isClosing: boolean;
  /** Beside the operator. */
  guests: EmployeeId[];
  linkedCards: CardRef[];
  messages: LinePost[];
  /** As the connector gave it last. */
  pictureUrl?: string;
}

export interface LinePost {
  id: string;
  /** The client, an employee, or the system. */
  author: string;
  /** The connector's id of a message from the client. */
  externalId: string | null;
  text: string;
  files?: readonly { name: string; url: string }[];
  /** What it was tied to when it was delivered (7.5). */
  deliveredAs: string | null;
  /** Absent: just now. */
  at?: Date;
}

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
  readonly chats: LineChat[] = [];
  /** Ids of messages that an employee deleted. */
  readonly deleted = new Set<string>();
  /** What the portal gives under an address of a file. */
  readonly contents = new Map<string, Uint8Array>();
  readonly calls: Method[] = [];
  /** Whom the queue gives a new dialogue; null: nobody yet. */
  nextInQueue: EmployeeId | null = null;
  /** Whose the main token is. */
  mainEmployee = 'main' as EmployeeId;
  readonly settings = new Map<LineId, LineSettings>();
  readonly #fates = new Map<Method, (Refusal | 'lose-answer' | 'crash')[]>();
  #lines = 100;
  #posts = 500;

  /** The next calls of this method are refused; or done with their answer lost; or end the process that made them. */
  doom(method: Method, ...fates: (Refusal | 'lose-answer' | 'crash')[]): void {
    this.#fates.set(method, [...(this.#fates.get(method) ?? []), ...fates]);
  }

  posts(chatId?: string): LinePost[] {
    return this.chats.filter(chat => chatId === undefined || chat.id === chatId).flatMap(chat => chat.messages);
  }

  /** An operator's answer is not needed for a chat that the client, or Bitrix24 itself, opened. */
  addChat(fields: Partial<LineChat> & Pick<LineChat, 'lineId' | 'client'>): LineChat {
    const id = String(300 + this.chats.length);
    const chat: LineChat = { id, ownerId: null, isOpen: true, isClosing: false, guests: [], linkedCards: [], messages: [], ...fields };
    this.chats.push(chat);
    return chat;
  }

  lines(): Promise<OpenLine[]> {
    return Promise.resolve([...this.queues].map(([id, queue]) => ({ id, name: 'Линия', isActive: true, queue })));
  }

  line(_portalId: string, lineId: LineId): Promise<OpenLine | null | Refusal> {
    const queue = this.queues.get(lineId);
    return this.#answer('line', () => (queue === undefined ? null : { id: lineId, name: 'Линия', isActive: true, queue }));
  }

  createLine(_portalId: string, _name: string, queue: readonly EmployeeId[]): Promise<LineId | Refusal> {
    return this.#answer('createLine', () => {
      const id = String(++this.#lines) as LineId;
      this.queues.set(id, [...queue]);
      return id;
    });
  }

  lineSettings(_portalId: string, lineId: LineId): Promise<LineSettings | null | Refusal> {
    return this.#answer('lineSettings', () => (this.queues.has(lineId) ? (this.settings.get(lineId) ?? QUIET) : null));
  }

  quieten(_portalId: string, lineId: LineId): Promise<null | Refusal> {
    return this.#answer('quieten', () => {
      const before = this.settings.get(lineId) ?? QUIET;
      this.settings.set(lineId, { ...before, greets: false, asksForRating: false, tracksTexts: false });
      return null;
    });
  }

  attach(_portalId: string, lineId: LineId, account: { title: string; address: string | null }): Promise<null | Refusal> {
    return this.#answer('attach', () => {
      this.attached.set(lineId, `${account.title} ${account.address ?? ''}`.trim());
      return null;
    });
  }

  detach(_portalId: string, lineId: LineId): Promise<null | Refusal> {
    return this.#answer('detach', () => {
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
    return this.#answer('postFromClient', () => {
      const known = this.chats.find(chat => chat.lineId === lineId && chat.client === client.externalId);
      const chat = known ?? this.addChat({ lineId, client: client.externalId, isOpen: false });
      if (!chat.isOpen) Object.assign(chat, { isOpen: true, ownerId: this.nextInQueue });
      chat.isClosing = false;
      if (client.pictureUrl !== undefined) chat.pictureUrl = client.pictureUrl;
      this.#post(chat, 'client', message.text, message.externalId, message.files);
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
    return this.#answer('changeFromClient', () => {
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
    return this.#answer('postFileAsEmployee', () => {
      const chat = this.#chat(openLineChatId);
      return chat === undefined ? refuse('NOT_FOUND') : this.#post(chat, employeeId, text, null, [{ name: file.name, url: 'own' }]).id;
    });
  }

  chatMessage(_portalId: string, openLineChatId: string, openLineMessageId: string): Promise<ChatMessageState | Refusal> {
    return this.#answer('chatMessage', (): ChatMessageState => {
      const post = this.#chat(openLineChatId)?.messages.find(known => known.id === openLineMessageId);
      if (post === undefined) return this.deleted.has(openLineMessageId) ? { kind: 'deleted' } : { kind: 'unknown' };
      return { kind: 'stands', text: post.text, files: (post.files ?? []).map(file => ({ ...file, size: null })) };
    });
  }

  downloadFile(_portalId: string, url: string): Promise<AsyncIterable<Uint8Array> | Refusal> {
    return this.#answer('downloadFile', () => {
      const bytes = this.contents.get(url);
      return bytes === undefined ? refuse('FILE_GONE') : once(bytes);
    });
  }

  hasMessage(_portalId: string, openLineChatId: string, externalId: string): Promise<boolean | Refusal> {
    return this.#answer('hasMessage', () => this.posts(openLineChatId).some(post => post.externalId === externalId));
  }

  hasOperatorMessage(_portalId: string, claim: OperatorClaim): Promise<boolean | Refusal> {
    return this.#answer('hasOperatorMessage', () => {
      const chat = this.#chat(claim.openLineChatId);
      const isOfClient = chat?.lineId === claim.lineId && chat.client === claim.clientExternalId;
      return isOfClient && chat.messages.some(post => post.id === claim.openLineMessageId && post.author === claim.authorId);
    });
  }

  activity(_portalId: string, openLineChatId: string, since: Date): Promise<ChatActivity | Refusal> {
    return this.#answer('activity', () => {
      const chat = this.#chat(openLineChatId);
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
    return this.#answer('findDialog', () => {
      const chat = this.chats.find(known => known.lineId === lineId && known.client === client.externalId);
      return chat === undefined ? null : { openLineChatId: chat.id, userCode: `olchat|${lineId}|${client.externalId}|1` };
    });
  }

  dialog(_portalId: string, _as: ActingAs, openLineChatId: string): Promise<Dialog | Refusal> {
    return this.#answer('dialog', () => {
      const chat = this.#chat(openLineChatId);
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
    return this.#answer('join', () => {
      const chat = this.#chat(openLineChatId);
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
    return this.#answer('pin', () => null);
  }

  finish(_portalId: string, openLineChatId: string): Promise<null | Refusal> {
    return this.#answer('finish', () => {
      const chat = this.#chat(openLineChatId);
      if (chat !== undefined) chat.isOpen = false;
      return null;
    });
  }

  postAsEmployee(_portalId: string, employeeId: EmployeeId, openLineChatId: string, text: string): Promise<string | Refusal> {
    return this.#answer('postAsEmployee', () => {
      const chat = this.#chat(openLineChatId);
      return chat === undefined ? refuse('NOT_FOUND') : this.#post(chat, employeeId, text, null).id;
    });
  }

  employeePosts(
    _portalId: string,
    { employeeId, openLineChatId, text }: { employeeId: EmployeeId; openLineChatId: string; text: string },
  ): Promise<string[] | Refusal> {
    return this.#answer('employeePosts', () =>
      this.posts(openLineChatId)
        .filter(post => post.author === employeeId && post.text === text)
        .map(post => post.id)
        .reverse(),
    );
  }

  postSystem(_portalId: string, as: ActingAs, openLineChatId: string, text: string): Promise<null | Refusal> {
    return this.#answer('postSystem', () => {
      const chat = this.#chat(openLineChatId);
      const who = as === 'main' ? this.mainEmployee : as;
      if (chat === undefined || (chat.ownerId !== who && !chat.guests.includes(who))) return refuse('FORBIDDEN', { right: 'line' });
      this.#post(chat, 'system', text, null);
      return null;
    });
  }

  confirmDelivery(
    _portalId: string,
    _lineId: LineId,
    _messenger: Messenger,
    delivery: { openLineMessageId: string; externalMessageId: string },
  ): Promise<null | Refusal> {
    return this.#answer('confirmDelivery', () => {
      const post = this.posts().find(known => known.id === delivery.openLineMessageId);
      if (post !== undefined) post.deliveredAs = delivery.externalMessageId;
      return null;
    });
  }

  #give(method: 'startSession' | 'answer' | 'intercept' | 'transfer', employeeId: EmployeeId, chatId: string): Promise<null | Refusal> {
    return this.#answer(method, () => {
      const chat = this.#chat(chatId);
      if (chat === undefined) return refuse('NOT_FOUND');
      Object.assign(chat, { ownerId: employeeId, isOpen: true, isClosing: false, guests: [] });
      return null;
    });
  }

  #chat(id: string): LineChat | undefined {
    return this.chats.find(chat => chat.id === id);
  }

  #post(chat: LineChat, author: string, text: string, externalId: string | null, files: LineMessage['files'] = []): LinePost {
    const post: LinePost = { id: String(++this.#posts), author, text, externalId, files: [...files], deliveredAs: null };
    chat.messages.push(post);
    return post;
  }

  async #answer<T>(method: Method, does: () => T): Promise<T | Refusal> {
    this.calls.push(method);
    const fate = this.#fates.get(method)?.shift();
    if (fate === undefined) return does();
    if (typeof fate !== 'string') return fate;
    does();
    if (fate === 'crash') throw new Error('the process ended here');
    return refuse('PUBLICATION_UNAVAILABLE', { rawCode: 'OUTCOME_UNKNOWN' });
  }
}
