/** Who is logged in by which key. A key is what a client made with the server once; it stands for the device. */
import type { tl } from '@mtcute/node';
import type { Collection, Store } from '../kernel/store.ts';

export interface SessionRecord {
  /** Null: nobody is logged in. */
  userId: number | null;
  /** The code or the QR was right, the password is still missing. */
  awaitsPassword: number | null;
}

/** One connection of a device; it lives in this process. */
export interface Link {
  readonly key: string;
  push(updates: tl.TypeUpdates): void;
  /** Without a word, as a line breaks. */
  cut(): void;
}

export class Sessions {
  readonly #sessions: Collection<SessionRecord>;
  readonly #links = new Map<string, Set<Link>>();

  constructor(store: Store) {
    this.#sessions = store.collection('telegram.session');
  }

  attach(link: Link): void {
    const links = this.#links.get(link.key) ?? new Set();
    this.#links.set(link.key, links.add(link));
  }

  detach(link: Link): void {
    this.#links.get(link.key)?.delete(link);
  }

  of(key: string): SessionRecord {
    return this.#sessions.get(key) ?? { userId: null, awaitsPassword: null };
  }

  logIn(key: string, userId: number): void {
    this.#sessions.put(key, { userId, awaitsPassword: null });
  }

  awaitPassword(key: string, userId: number): void {
    this.#sessions.put(key, { userId: null, awaitsPassword: userId });
  }

  logOut(key: string): void {
    this.#sessions.delete(key);
  }

  keysOf(userId: number): string[] {
    return this.#sessions
      .entries()
      .filter(({ value }) => value.userId === userId)
      .map(({ key }) => key);
  }

  pushTo(key: string, updates: tl.TypeUpdates): void {
    for (const link of this.#links.get(key) ?? []) link.push(updates);
  }

  cut(key: string): void {
    for (const link of this.#links.get(key) ?? []) link.cut();
  }
}
