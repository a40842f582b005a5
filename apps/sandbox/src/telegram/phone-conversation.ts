/** What a client does in his conversation with a company, written into the cloud and told to its sessions. */
import { PhoneActionError, type PastMessage, type PhoneAbout, type PhoneFile } from '../kernel/phones.ts';
import type { Cloud } from './cloud.ts';
import type { StoredMedia, StoredMessage } from './mailbox.ts';
import type { PersonRecord } from './people.ts';
import { messageOf, peerUser } from './tl-objects.ts';

type NewMessage = Pick<StoredMessage, 'peer' | 'out' | 'text' | 'media' | 'status' | 'replyTo' | 'forwardedFrom'>;

const AS = { document: 'document', image: 'photo', video: 'video', audio: 'audio', voice: 'voice' } as const;

export class PhoneConversation {
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** The client writes; what he answers or passes on is named by `about`. */
  write(person: PersonRecord, text: string, file: PhoneFile | null, about: PhoneAbout): void {
    this.add(this.#partner(person), {
      peer: person.userId,
      out: false,
      text,
      media: file === null ? null : this.#mediaOf(file),
      status: 'sent',
      ...this.#about(person, about),
    });
  }

  add(owner: number, message: NewMessage): void {
    const { store, mailboxes } = this.#cloud.parts;
    const { message: added, pts } = store.transaction(() => mailboxes.add(owner, { ...message, randomId: null, withheld: false }));
    this.#cloud.tell(owner, { pts, change: { kind: 'message', id: added.id } });
  }

  /** The cloud keeps what was written years ago; a client that logs in hears nothing of it until he asks. `company` null: the partner. */
  plant(person: PersonRecord, messages: readonly PastMessage[], company: number | null): void {
    const { store, mailboxes } = this.#cloud.parts;
    const owner = company ?? this.#partner(person);
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

  react(person: PersonRecord, id: number, emoji: string | null): void {
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

  /** `text` null: he takes it back. */
  change(person: PersonRecord, id: number, text: string | null): void {
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

  /** The content of a file or of a picture of oneself. */
  keep(base64: string): Pick<StoredMedia, 'fileId' | 'size' | 'sha256'> {
    return this.#cloud.parts.files.keep(Buffer.from(base64, 'base64'));
  }

  #mediaOf(file: PhoneFile): StoredMedia {
    const kept = this.keep(file.content);
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

  #tellReactions(owner: number, peer: number, msgId: number): void {
    const { mailboxes, sessions } = this.#cloud.parts;
    const message = mailboxes.get(owner, msgId);
    const said = message && messageOf(message);
    const reactions = said?._ === 'message' ? said.reactions : undefined;
    if (reactions === undefined) return;
    const updates = this.#cloud.updates(owner, [{ _: 'updateMessageReactions', peer: peerUser(peer), msgId, reactions }]);
    for (const key of sessions.keysOf(owner)) sessions.pushTo(key, updates);
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
}
