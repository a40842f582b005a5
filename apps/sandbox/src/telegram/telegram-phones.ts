/** The phones as a person holds them: what they show and which buttons they have (`/control/phones`, page `/phones`). */
import {
  PhoneActionError,
  type PastMessage,
  type Phone,
  type PhoneAbout,
  type PhoneAction,
  type PhoneFile,
  type PhoneMessage,
  type Phones,
} from '../kernel/phones.ts';
import { TELEGRAM, type Auth } from './auth-methods.ts';
import type { Cloud } from './cloud.ts';
import type { StoredMedia, StoredMessage } from './mailbox.ts';
import type { PersonRecord } from './people.ts';
import type { PhoneBehaviour } from './phone-behaviour.ts';
import { RpcFailure } from './rpc-error.ts';
import { messageOf, peerUser } from './tl-objects.ts';

const PREFIX = 'telegram:';
type NewMessage = Pick<StoredMessage, 'peer' | 'out' | 'text' | 'media' | 'status' | 'replyTo' | 'forwardedFrom'>;

const AS = { document: 'document', image: 'photo', video: 'video', audio: 'audio', voice: 'voice' } as const;

export class TelegramPhones implements Phones {
  readonly #cloud: Cloud;
  readonly #behaviour: PhoneBehaviour;
  readonly #auth: Auth;
  readonly #listeners = new Set<(address: string) => void>();

  constructor(cloud: Cloud, behaviour: PhoneBehaviour, auth: Auth) {
    this.#cloud = cloud;
    this.#behaviour = behaviour;
    this.#auth = auth;
  }

  list(): Phone[] {
    return this.#cloud.parts.people
      .list()
      .filter(({ userId, isBot }) => userId !== TELEGRAM && !isBot)
      .map(person => this.#show(person));
  }

  get(address: string): Phone | undefined {
    const person = this.#find(address);
    return person && this.#show(person);
  }

  async act(address: string, action: PhoneAction): Promise<Phone> {
    const person = this.#find(address);
    if (person === undefined) throw new PhoneActionError(`There is no phone ${address}.`);
    if (person.role === 'company') this.#actAsCompany(person, action);
    else this.#actAsClient(person, action);
    this.changed(person.userId);
    return Promise.resolve(this.#show(this.#cloud.parts.people.get(person.userId) ?? person));
  }

  onChange(listener: (address: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Listeners hear of it after the transaction in hand: transactions are synchronous, a microtask runs after them. */
  changed(userId: number): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(PREFIX + String(userId));
    });
  }

  #actAsCompany(account: PersonRecord, action: PhoneAction): void {
    if (action.do === 'end-sessions') return this.#endSessions(account);
    if (action.do === 'write') return this.#writeAsCompany(account, action.to, action.text);
    if (action.do === 'hide-read-time') return this.#cloud.parts.people.change(account.userId, { hidesReadTime: !account.hidesReadTime });
    if (action.do !== 'scan') throw new PhoneActionError('A phone of the company scans QR codes, writes, and ends sessions.');
    try {
      this.#auth.scan(account, action.qr);
    } catch (error) {
      if (error instanceof RpcFailure) throw new PhoneActionError('This code is not, or no longer, one of Telegram.');
      throw error;
    }
  }

  /** «Settings → Devices → Terminate all other sessions». */
  #endSessions({ userId }: PersonRecord): void {
    const { sessions } = this.#cloud.parts;
    for (const key of sessions.keysOf(userId)) {
      sessions.logOut(key);
      sessions.cut(key);
    }
  }

  /** The owner writes on his own phone. */
  #writeAsCompany(account: PersonRecord, to: string, text: string): void {
    const person = this.#find(PREFIX + to);
    if (person === undefined) throw new PhoneActionError(`There is nobody ${to}.`);
    this.#add(account.userId, { peer: person.userId, out: true, text, media: null, status: 'accepted' });
    this.changed(person.userId);
  }

  #actAsClient(person: PersonRecord, action: PhoneAction): void {
    const { people } = this.#cloud.parts;
    const { userId } = person;
    switch (action.do) {
      case 'deliver':
        mustReceive(person);
        return this.#behaviour.advanceAll(userId, 'delivered');
      case 'read':
        mustReceive(person);
        return this.#behaviour.advanceAll(userId, 'read');
      case 'play':
        mustReceive(person);
        return this.#behaviour.advanceAll(userId, 'played', ({ media }) => media?.as === 'voice');
      case 'reply':
        mustReceive(person);
        if (action.text.trim() === '') throw new PhoneActionError('A reply needs a text.');
        this.#add(this.#partner(person), {
          peer: userId,
          out: false,
          text: action.text,
          media: null,
          status: 'sent',
          ...this.#about(person, action),
        });
        return;
      case 'react':
        mustReceive(person);
        return this.#react(person, Number(action.id), action.emoji);
      case 'file':
        mustReceive(person);
        this.#add(this.#partner(person), {
          peer: userId,
          out: false,
          text: action.text ?? '',
          media: this.#mediaOf(action.file),
          status: 'sent',
          ...this.#about(person, action),
        });
        return;
      case 'past':
        return this.#plant(person, action);
      case 'edit':
      case 'delete':
        mustReceive(person);
        return this.#change(person, Number(action.id), action.do === 'edit' ? action.text : null);
      case 'offline':
        return people.change(userId, { online: false });
      case 'online':
        people.change(userId, { online: true });
        return person.blocked ? undefined : this.#behaviour.advanceAll(userId, 'delivered');
      case 'block':
        return people.change(userId, { blocked: !person.blocked });
      case 'hide-number':
        return people.change(userId, { hidesNumber: !person.hidesNumber });
      case 'hide-read-time':
        return people.change(userId, { hidesReadTime: !person.hidesReadTime });
      case 'picture':
        return people.change(userId, { picture: action.content === null ? null : this.#keep(action.content).fileId });
      case 'scan':
      case 'write':
      case 'end-sessions':
        throw new PhoneActionError('Only a phone of the company does that.');
    }
  }

  #keep(base64: string): Pick<StoredMedia, 'fileId' | 'size' | 'sha256'> {
    return this.#cloud.parts.files.keep(Buffer.from(base64, 'base64'));
  }

  /** The cloud keeps what was written years ago; a client that logs in hears nothing of it until he asks. */
  #plant(person: PersonRecord, { messages, with: company }: { messages: readonly PastMessage[]; with?: string | undefined }): void {
    const { store, mailboxes } = this.#cloud.parts;
    const owner = company === undefined ? this.#partner(person) : this.#find(PREFIX + company)?.userId;
    if (owner === undefined) throw new PhoneActionError('There is no such company.');
    const { userId } = person;
    store.transaction(() => {
      for (const { direction, text, at, unread, file } of messages) {
        const out = direction === 'in';
        const planted = mailboxes.addPast(owner, {
          ...{ peer: userId, out, text, randomId: null, withheld: false, date: Math.floor(new Date(at).getTime() / 1000) },
          media: file === undefined ? null : this.#mediaOf(file),
          status: out ? (unread === true ? 'delivered' : 'read') : 'sent',
        });
        if (planted === null)
          throw new PhoneActionError('What is planted comes after what was planted before, and before everything else.');
        if (out && unread !== true) mailboxes.movePointer(owner, userId, Math.max(mailboxes.pointer(owner, userId), planted.id));
      }
    });
  }

  #mediaOf(file: PhoneFile): StoredMedia {
    const kept = this.#keep(file.content);
    const name = file.as === 'image' || file.as === 'voice' ? '' : file.name;
    // Telegram makes every picture a JPEG; as a document it stays what it was.
    const mime = file.as === 'image' ? 'image/jpeg' : file.mime;
    return { ...kept, as: AS[file.as], name, mime, seconds: file.seconds ?? null };
  }

  #about(person: PersonRecord, { to, forwardedFrom }: PhoneAbout): Pick<StoredMessage, 'replyTo' | 'forwardedFrom'> {
    if (to !== undefined) this.#message(person, Number(to));
    return { ...(to !== undefined && { replyTo: Number(to) }), ...(forwardedFrom !== undefined && { forwardedFrom }) };
  }

  #message(person: PersonRecord, id: number): StoredMessage {
    const message = this.#cloud.parts.mailboxes.get(this.#partner(person), id);
    if (message === undefined || message.deleted || message.withheld || message.peer !== person.userId) {
      throw new PhoneActionError('There is no such message in this conversation.');
    }
    return message;
  }

  #react(person: PersonRecord, id: number, emoji: string | null): void {
    const { store, mailboxes } = this.#cloud.parts;
    const message = this.#message(person, id);
    const line = store.transaction(() => {
      mailboxes.put({ ...message, reaction: emoji });
      const change = { kind: 'reaction', id } as const;
      return { pts: mailboxes.append(message.owner, change), change };
    });
    this.#cloud.tell(message.owner, line);
    // As the server does it in other chats: the reactions alone, without a place in the log.
    const call = { service: 'telegram', method: 'reaction', to: String(person.userId) } as const;
    if (this.#cloud.parts.faults.hit(call, ['repeat']) !== undefined) this.#tellReactions(message.owner, person.userId, id);
  }

  #tellReactions(owner: number, peer: number, msgId: number): void {
    const { mailboxes, sessions } = this.#cloud.parts;
    const message = mailboxes.get(owner, msgId);
    const said = message && messageOf(message);
    const reactions = said?._ === 'message' ? said.reactions : undefined;
    if (reactions === undefined) return;
    const updates = this.#cloud.updates(owner, [{ _: 'updateMessageReactions', peer: peerUser(peer), msgId, reactions }]);
    for (const key of sessions.keysOf(owner)) sessions.pushTo(key, updates);
  }

  #add(owner: number, message: NewMessage): void {
    const { store, mailboxes } = this.#cloud.parts;
    const { message: added, pts } = store.transaction(() => mailboxes.add(owner, { ...message, randomId: null, withheld: false }));
    this.#cloud.tell(owner, { pts, change: { kind: 'message', id: added.id } });
  }

  #change(person: PersonRecord, id: number, text: string | null): void {
    const { store, mailboxes } = this.#cloud.parts;
    const owner = this.#partner(person);
    const before = mailboxes.get(owner, id);
    if (before === undefined || before.deleted || before.out || before.peer !== person.userId) {
      throw new PhoneActionError('There is no such message of this person.');
    }
    const line = store.transaction(() => {
      if (text === null) mailboxes.put({ ...before, text: '', media: null, deleted: true });
      else mailboxes.put({ ...before, text, editDate: Math.floor(Date.now() / 1000) });
      const change = text === null ? { kind: 'delete' as const, ids: [id] } : { kind: 'edit' as const, id };
      return { pts: mailboxes.append(owner, change), change };
    });
    this.#cloud.tell(owner, line);
  }

  /** The company of the last message; before there was one, the only one that is logged in somewhere. */
  #partner(person: PersonRecord): number {
    const { people, mailboxes, sessions } = this.#cloud.parts;
    const companies = people.list().filter(({ role }) => role === 'company');
    const last = companies
      .flatMap(({ userId }) => mailboxes.with(userId, person.userId).slice(-1))
      .sort((a, b) => b.acceptedAt - a.acceptedAt)[0];
    const loggedIn = companies.filter(({ userId }) => sessions.keysOf(userId).length > 0);
    const owner = last?.owner ?? (loggedIn.length === 1 ? loggedIn[0]?.userId : undefined);
    if (owner === undefined) throw new PhoneActionError('It is not clear to whom: no company has written to this person yet.');
    return owner;
  }

  #find(address: string): PersonRecord | undefined {
    const id = address.startsWith(PREFIX) ? Number(address.slice(PREFIX.length)) : Number.NaN;
    return Number.isSafeInteger(id) ? this.#cloud.parts.people.get(id) : undefined;
  }

  #show(person: PersonRecord): Phone {
    const { people, mailboxes, sessions } = this.#cloud.parts;
    const companies = people.list().filter(({ role }) => role === 'company');
    const messages = person.role === 'company' ? [] : companies.flatMap(({ userId }) => mailboxes.with(userId, person.userId));
    return {
      address: PREFIX + String(person.userId),
      messenger: 'telegram',
      name: person.username === null ? person.name : `${person.name} (@${person.username})`,
      role: person.role,
      online: person.online,
      blocked: person.blocked,
      hidesNumber: person.hidesNumber,
      hidesReadTime: person.hidesReadTime,
      showsPicture: person.picture !== null,
      linkedDevices: person.role === 'company' ? sessions.keysOf(person.userId).length : 0,
      messages: messages
        .filter(({ withheld }) => !withheld)
        .sort((a, b) => a.acceptedAt - b.acceptedAt)
        .map(shown),
    };
  }
}

function shown(message: StoredMessage): PhoneMessage {
  const { id, out, text, media, status, editDate, deleted, acceptedAt, replyTo, forwardedFrom, reaction } = message;
  const isVoice = media?.as === 'voice';
  return {
    externalId: String(id),
    direction: out ? 'in' : 'out',
    text: text === '' ? null : text,
    files: media === null || isVoice ? [] : [{ name: media.name, size: media.size, mime: media.mime, sha256: media.sha256 }],
    voice: isVoice ? { seconds: media.seconds ?? 0, mime: media.mime, sha256: media.sha256 } : null,
    edited: editDate !== null,
    deleted,
    status,
    ...(replyTo !== undefined && { answers: String(replyTo) }),
    ...(forwardedFrom !== undefined && { forwardedFrom }),
    ...(reaction != null && { reaction }),
    at: new Date(acceptedAt).toISOString(),
  };
}

const mustReceive = (person: PersonRecord): void => {
  if (!person.online) throw new PhoneActionError('This phone is offline.');
  if (person.blocked) throw new PhoneActionError('This person has blocked the company.');
};
