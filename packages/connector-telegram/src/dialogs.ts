/**
 * What is known of each conversation, in the account's store. Telegram names messages by its own numbers, in one sequence per account:
 * here they are joined with our ids, so that «read up to this number» becomes receipts of messages, and so that a message of ours that
 * comes back as news is not taken for one that the owner wrote on his phone.
 */
import { createHash } from 'node:crypto';
import type { FileKind, SessionStore } from '@olchat/domain';

interface Dialog {
  /** The newest message of either side that went through us. */
  top: number;
  /** The client's pointer: everything of ours up to it is read. It never goes back. */
  readUpTo: number;
  /** Ours, accepted and not read yet: [number, our id]. */
  unread: [number, string][];
  /** Asked and not answered yet: the server may have them. */
  asked: { externalMessageId: string; print: string }[];
  /** Numbers of our last messages. */
  recent: number[];
  /** Emoji that the client put to messages, the latest change last: [number, emoji]. Absent: he never did. */
  reactions?: [number, string][];
  /** Changes of them so far. */
  reacted?: number;
}

const EMPTY: Dialog = { top: 0, readUpTo: 0, unread: [], asked: [], recent: [] };
/** An update about a message of ours comes within moments; so many of one conversation are remembered. */
const RECENT = 50;
/** Conversations that are looked after when something may have been missed. */
const LIVELY = 300;
/** Numbers of messages that one row says the conversations of. */
const PAGE = 100;

/** Where a message of ours stands at the server. */
export interface SentPlace {
  person: number;
  id: number;
}

export class Dialogs {
  readonly #store: SessionStore;
  readonly #own: number;
  #turn: Promise<unknown> = Promise.resolve();

  /** `own`: the account's id. Another account on the same line has conversations of its own. */
  constructor(store: SessionStore, own: number) {
    this.#store = store;
    this.#own = own;
  }

  /** Before the first byte leaves. */
  ask(person: number, externalMessageId: string, print: string): Promise<void> {
    return this.#change(person, dialog => {
      const others = dialog.asked.filter(asked => asked.externalMessageId !== externalMessageId);
      return { ...dialog, asked: [...others, { externalMessageId, print }] };
    });
  }

  /** It was refused, or provably did not leave. */
  async forget(person: number, externalMessageId: string): Promise<void> {
    await this.#change(person, dialog => ({
      ...dialog,
      asked: dialog.asked.filter(asked => asked.externalMessageId !== externalMessageId),
    }));
  }

  /** The server has it. Answers whether the client's pointer had passed it already (RE-23). */
  accept(person: number, externalMessageId: string, id: number): Promise<boolean> {
    return this.#inTurn(async () => {
      await this.#store.writeSent(externalMessageId, new TextEncoder().encode(JSON.stringify({ person, id } satisfies SentPlace)));
      const dialog = await this.#read(person);
      await this.#noteOurs(externalMessageId, id);
      const isRead = id <= dialog.readUpTo;
      const isNew = !isRead && !dialog.unread.some(([known]) => known === id);
      await this.#write(person, {
        ...dialog,
        top: Math.max(dialog.top, id),
        unread: isNew ? [...dialog.unread, [id, externalMessageId]] : dialog.unread,
        asked: dialog.asked.filter(asked => asked.externalMessageId !== externalMessageId),
        recent: [...dialog.recent.filter(known => known !== id), id].slice(-RECENT),
      });
      return isRead;
    });
  }

  /** Null: it never got a number, or its row is too old. */
  async place(externalMessageId: string): Promise<SentPlace | null> {
    const stored = await this.#store.readSent(externalMessageId);
    return stored === null ? null : (JSON.parse(new TextDecoder().decode(stored)) as SentPlace);
  }

  /** The client's pointer stands at `id`; `tell` hears which of our messages that makes read and the number of the newest, and its failure leaves all as it was. */
  read(person: number, id: number, tell: (externalMessageIds: string[], newest: number) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const dialog = await this.#read(person);
      if (id <= dialog.readUpTo) return;
      const isRead = ([known]: [number, string]): boolean => known <= id;
      const moved = dialog.unread.filter(isRead);
      const newest = Math.max(0, ...moved.map(([known]) => known));
      if (moved.length > 0) {
        const ids = moved.map(([, externalMessageId]) => externalMessageId);
        await tell(ids, newest);
      }
      await this.#write(person, { ...dialog, readUpTo: id, unread: dialog.unread.filter(one => !isRead(one)) });
    });
  }

  /**
   * The client's emoji at a message are `now` these, empty: none; `tell` hears of it when that is news, and its failure leaves all as it was.
   */
  react(person: number, id: number, now: string, tell: (change: { before: string; version: number }) => Promise<void>): Promise<void> {
    return this.#inTurn(async () => {
      const dialog = await this.#read(person);
      const { reactions = [], reacted = 0 } = dialog;
      const before = reactions.find(([known]) => known === id)?.[1] ?? '';
      if (before === now) return;
      const version = reacted + 1;
      await tell({ before, version });
      const others = reactions.filter(([known]) => known !== id);
      await this.#write(person, { ...dialog, reactions: [...others, [id, now] as [number, string]].slice(-RECENT), reacted: version });
    });
  }

  /** An outgoing message that comes as news: sent from here, or asked from here and perhaps this one. */
  isOurs(person: number, id: number, print: string): Promise<boolean> {
    return this.#inTurn(async () => {
      const { recent, asked } = await this.#read(person);
      return recent.includes(id) || asked.some(one => one.print === print);
    });
  }

  /** No message of ours has this number yet. */
  isFree(person: number, id: number): Promise<boolean> {
    return this.#inTurn(async () => !(await this.#read(person)).recent.includes(id));
  }

  /** A message went through us, in whatever direction. */
  note(person: number, id: number): Promise<void> {
    return this.#inTurn(async () => {
      const dialog = await this.#read(person);
      await this.#notePage(person, id);
      if (id > dialog.top) await this.#write(person, { ...dialog, top: id });
    });
  }

  /** How a conversation stood when the account was connected: nothing of before is news. */
  seed(person: number, top: number, readUpTo: number): Promise<void> {
    return this.#change(person, dialog => ({ ...dialog, top: Math.max(dialog.top, top), readUpTo: Math.max(dialog.readUpTo, readUpTo) }));
  }

  /** The newest number that went through us; 0: there is no conversation. */
  top(person: number): Promise<number> {
    return this.#inTurn(async () => (await this.#read(person)).top);
  }

  /** How far the client has read; 0: nobody told us. */
  readUpTo(person: number): Promise<number> {
    return this.#inTurn(async () => (await this.#read(person)).readUpTo);
  }

  /** Our ids of those of the numbers that we sent. */
  oursAmong(ids: readonly number[]): Promise<Map<number, string>> {
    return this.#inTurn(async () => {
      const pages = [...new Set(ids.map(id => this.#id(Math.floor(id / PAGE))))];
      const found = await this.#store.readKeys('ours-of-messages', pages);
      const all = Object.assign({}, ...[...found.values()].map(page => JSON.parse(page) as Record<number, string>)) as Record<
        number,
        string
      >;
      return new Map(ids.flatMap(id => (all[id] === undefined ? [] : [[id, all[id]]])));
    });
  }

  /** Whose message has this number; null when it did not go through us. */
  personOf(id: number): Promise<number | null> {
    return this.#inTurn(async () => (await this.#page(id))[id] ?? null);
  }

  /** Newest first. */
  lively(): Promise<number[]> {
    return this.#inTurn(() => this.#lively());
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #change(person: number, change: (dialog: Dialog) => Dialog): Promise<void> {
    return this.#inTurn(async () => this.#write(person, change(await this.#read(person))));
  }

  #id(rest: string | number): string {
    return `${this.#own}/${rest}`;
  }

  async #read(person: number): Promise<Dialog> {
    const found = await this.#value('dialog', this.#id(person));
    return found === undefined ? EMPTY : (JSON.parse(found) as Dialog);
  }

  async #write(person: number, dialog: Dialog): Promise<void> {
    const lively = await this.#lively();
    const row = { type: 'dialog', id: this.#id(person), value: JSON.stringify(dialog) };
    if (lively[0] === person) return this.#store.writeKeys([row], []);
    const newest = [person, ...lively.filter(other => other !== person)].slice(0, LIVELY);
    await this.#store.writeKeys([row, { type: 'dialogs', id: String(this.#own), value: JSON.stringify(newest) }], []);
  }

  async #lively(): Promise<number[]> {
    const found = await this.#value('dialogs', String(this.#own));
    return found === undefined ? [] : (JSON.parse(found) as number[]);
  }

  async #page(id: number): Promise<Record<number, number>> {
    const found = await this.#value('people-of-messages', this.#id(Math.floor(id / PAGE)));
    return found === undefined ? {} : (JSON.parse(found) as Record<number, number>);
  }

  async #notePage(person: number, id: number): Promise<void> {
    const page = await this.#page(id);
    if (page[id] === person) return;
    const row = { type: 'people-of-messages', id: this.#id(Math.floor(id / PAGE)), value: JSON.stringify({ ...page, [id]: person }) };
    await this.#store.writeKeys([row], []);
  }

  async #noteOurs(externalMessageId: string, id: number): Promise<void> {
    const key = this.#id(Math.floor(id / PAGE));
    const found = await this.#value('ours-of-messages', key);
    const page = found === undefined ? {} : (JSON.parse(found) as Record<number, string>);
    if (page[id] === externalMessageId) return;
    await this.#store.writeKeys([{ type: 'ours-of-messages', id: key, value: JSON.stringify({ ...page, [id]: externalMessageId }) }], []);
  }

  async #value(type: string, id: string): Promise<string | undefined> {
    return (await this.#store.readKeys(type, [id])).get(id);
  }
}

/** What can be compared of a message that we asked for and of one that comes as news. */
export const printOf = (text: string, kind: FileKind | null): string =>
  createHash('sha256')
    .update(`${kind ?? ''}\n${text}`)
    .digest('base64')
    .slice(0, 16);
