/** Everybody who has Telegram here: clients, and the company's own accounts. */
import { createHash } from 'node:crypto';
import { Long } from '@mtcute/core';
import type { tl } from '@mtcute/node';
import type { Collection, Store } from '../kernel/store.ts';

export interface PersonRecord {
  userId: number;
  name: string;
  username: string | null;
  /** Digits only. */
  phone: string | null;
  role: 'client' | 'company';
  /** «Nobody» sees the number and only contacts find by it: no look-up finds the account. */
  hidesNumber: boolean;
  /** «Nobody» sees when he was here: the moments of his reading are hidden, and those of others from him. */
  hidesReadTime: boolean;
  /** File id of the picture that he shows of himself; null: none, or hidden from everybody. */
  picture: string | null;
  isBot: boolean;
  online: boolean;
  /** The client has blocked the company. */
  blocked: boolean;
  /** The cloud password of a company's account. */
  password: string | null;
  /** User ids of the account's contacts. */
  contacts: number[];
}

export type NewPerson = Pick<PersonRecord, 'userId' | 'name'> & Partial<PersonRecord>;

export class People {
  readonly #people: Collection<PersonRecord>;

  constructor(store: Store) {
    this.#people = store.collection('telegram.person');
  }

  /** Makes the account if it is not there; an existing one stays as it is. */
  ensure(person: NewPerson): void {
    if (this.get(person.userId) !== undefined) return;
    const nobody = {
      username: null,
      phone: null,
      hidesNumber: false,
      hidesReadTime: false,
      picture: null,
      isBot: false,
      online: true,
      blocked: false,
      password: null,
      contacts: [],
    };
    this.#people.put(keyOf(person.userId), { role: 'client', ...nobody, ...person });
  }

  get(userId: number): PersonRecord | undefined {
    const person = this.#people.get(keyOf(userId));
    return person && whole(person);
  }

  list(): PersonRecord[] {
    return this.#people.values().map(whole);
  }

  change(userId: number, change: Partial<PersonRecord>): void {
    const person = this.get(userId);
    if (person !== undefined) this.#people.put(keyOf(userId), { ...person, ...change });
  }

  byUsername(username: string): PersonRecord | undefined {
    return this.list().find(person => person.username?.toLowerCase() === username.toLowerCase());
  }

  /** Whoever logs in with it: what is hidden from others is not from its owner. */
  byPhone(phone: string): PersonRecord | undefined {
    return this.list().find(person => person.phone === phone);
  }
}

/** One stored before there were these switches has none of them on. */
const whole = (person: Omit<PersonRecord, 'hidesReadTime' | 'picture'> & Partial<PersonRecord>): PersonRecord => ({
  hidesReadTime: false,
  picture: null,
  ...person,
});

const keyOf = (userId: number): string => String(userId).padStart(16, '0');

/** Only the account that was given it can use it. */
export function accessHash(viewer: number, userId: number): Long {
  const hash = createHash('sha256').update(`${viewer}/${userId}`).digest();
  return Long.fromBytesBE([...hash.subarray(0, 8)]);
}

/** A person as `viewer` sees him. */
export function userOf(person: PersonRecord, viewer: PersonRecord): tl.RawUser {
  const isSelf = person.userId === viewer.userId;
  const isContact = viewer.contacts.includes(person.userId);
  const [firstName = '', ...rest] = person.name.split(' ');
  return {
    _: 'user',
    id: person.userId,
    accessHash: accessHash(viewer.userId, person.userId),
    firstName,
    ...(rest.length > 0 && { lastName: rest.join(' ') }),
    ...(person.username !== null && { username: person.username }),
    ...(person.phone !== null && (isSelf || !person.hidesNumber) && { phone: person.phone }),
    ...(person.picture !== null && { photo: { _: 'userProfilePhoto', photoId: Long.fromString(person.picture), dcId: 2 } }),
    ...(isSelf && { self: true }),
    ...(isContact && { contact: true }),
    ...(person.isBot && { bot: true, botInfoVersion: 1 }),
  };
}
