/** The portal's messenger as far as notices go: chats with readers, and notices to one employee, where a tag replaces. */
import { refuse, type EmployeeId, type NoticeBoard, type Refusal } from '../src/index.ts';
import { ANNA } from './builders.ts';

export interface FakeNoticeChat {
  id: string;
  key: string;
  title: string;
  readers: EmployeeId[];
  posts: string[];
}

type Method = keyof NoticeBoard;

export class FakeNoticeBoard implements NoticeBoard {
  readonly chats: FakeNoticeChat[] = [];
  readonly told: { employeeId: EmployeeId; text: string; tag: string }[] = [];
  readonly calls: Method[] = [];
  /** Owner of the main token. */
  owner: EmployeeId = ANNA;
  readonly #fates = new Map<Method, (Refusal | 'lose-answer')[]>();

  /** The next calls of this method are refused, or done with their answer lost. */
  doom(method: Method, ...fates: (Refusal | 'lose-answer')[]): void {
    this.#fates.set(method, [...(this.#fates.get(method) ?? []), ...fates]);
  }

  get posts(): string[] {
    return this.chats.flatMap(chat => chat.posts);
  }

  makeChat(_portalId: string, { key, title, readers }: Parameters<NoticeBoard['makeChat']>[1]): Promise<string | Refusal> {
    return this.#answer('makeChat', () => {
      const chat = { id: String(1417 + this.chats.length), key, title, readers: [...new Set([this.owner, ...readers])], posts: [] };
      this.chats.push(chat);
      return chat.id;
    });
  }

  findChat(_portalId: string, key: string): Promise<string | null | Refusal> {
    return this.#answer('findChat', () => this.chats.find(chat => chat.key === key)?.id ?? null);
  }

  readers(_portalId: string, chatId: string): Promise<EmployeeId[] | Refusal> {
    return this.#answer('readers', () => this.#inChat(chatId, chat => [...chat.readers]));
  }

  addReader(_portalId: string, chatId: string, employeeId: EmployeeId): Promise<null | Refusal> {
    return this.#answer('addReader', () =>
      this.#inChat(chatId, chat => this.#setReaders(chat, [...new Set([...chat.readers, employeeId])])),
    );
  }

  removeReader(_portalId: string, chatId: string, employeeId: EmployeeId): Promise<null | Refusal> {
    return this.#answer(
      'removeReader',
      () =>
      this.#inChat(chatId, chat => this.#setReaders(chat, chat.readers.filter(id => id !== employeeId))), // prettier-ignore
    );
  }

  post(_portalId: string, chatId: string, text: string): Promise<null | Refusal> {
    return this.#answer('post', () =>
      this.#inChat(chatId, chat => {
        chat.posts.push(text);
        return null;
      }),
    );
  }

  stands(_portalId: string, chatId: string, text: string): Promise<boolean | Refusal> {
    return this.#answer('stands', () => this.#inChat(chatId, chat => chat.posts.includes(text)));
  }

  tell(_portalId: string, employeeId: EmployeeId, { text, tag }: { text: string; tag: string }): Promise<null | Refusal> {
    return this.#answer('tell', () => {
      const older = this.told.findIndex(notice => notice.employeeId === employeeId && notice.tag === tag);
      if (older >= 0) this.told.splice(older, 1);
      this.told.push({ employeeId, text, tag });
      return null;
    });
  }

  #setReaders(chat: FakeNoticeChat, readers: EmployeeId[]): null {
    chat.readers = readers;
    return null;
  }

  #inChat<T>(chatId: string, work: (chat: FakeNoticeChat) => T): T | Refusal {
    const chat = this.chats.find(known => known.id === chatId);
    return chat === undefined || !chat.readers.includes(this.owner) ? refuse('FORBIDDEN', { right: 'app' }) : work(chat);
  }

  async #answer<T>(method: Method, work: () => T | Refusal): Promise<T | Refusal> {
    this.calls.push(method);
    const fate = this.#fates.get(method)?.shift();
    if (typeof fate === 'object') return fate;
    const answer = work();
    return fate === undefined ? answer : refuse('PORTAL_UNAVAILABLE', { rawCode: 'OUTCOME_UNKNOWN' });
  }
}
