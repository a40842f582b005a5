/**
 * Takes messages of linked devices. Troubles (`method: 'message'`, `to` = the recipient's number):
 * `refuse` answered with `<ack error=code>` (479 when no code is given), not accepted · `drop` neither accepted nor answered ·
 * `delay` accepted, answered after `ms` · `lose-answer` accepted, never answered ·
 * `close` accepted, then the connection ends: with `<stream:error code>` when there is a code, else the line is cut.
 */
import type { FaultRule, Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Store } from '../kernel/store.ts';
import type { ClientBehaviour } from './client-behaviour.ts';
import type { Connection } from './connection.ts';
import type { LinkedDevice } from './devices.ts';
import { messageKey, type Inbox } from './inbox.ts';
import type { Mailbox } from './mailbox.ts';
import { openMedia } from './media-content.ts';
import type { MediaServer } from './media-server.ts';
import type { PhoneHistory } from './phone-history.ts';
import { describeChange, describeMessage, type MessageChange, type MessageContent } from './message-content.ts';
import { numberJid, type PhoneBook, type PhoneRecord } from './phone-book.ts';
import type { Receipts } from './receipts.ts';
import type { SignalSessions } from './signal-sessions.ts';
import { childOf, childrenOf, personJid, seconds, type Jid, type Stanza } from './stanza.ts';

const TROUBLES = ['refuse', 'drop', 'delay', 'lose-answer', 'close'] as const satisfies FaultRule['do'][];
const SMAX_INVALID = '479';
/** How often a phone asks again for what it cannot decrypt; WhatsApp's clients give up after five. */
const MAX_RETRIES = 5;

/** One encrypted copy of the message, for one device. */
interface Copy {
  jid: Jid;
  enc: Stanza;
}

interface Opened {
  content: MessageContent;
  /** Undefined: a message of its own. */
  change: MessageChange | undefined;
  /** False when the copy for the recipient was there and could not be decrypted. */
  readable: boolean;
  commit: () => void;
}

const UNKNOWN: MessageContent = { text: null, files: [], voice: null };

export interface MessagesParts {
  store: Store;
  ledger: Ledger;
  faults: Faults;
  phones: PhoneBook;
  mailbox: Mailbox;
  inbox: Inbox;
  sessions: SignalSessions;
  media: MediaServer;
  receipts: Receipts;
  histories: PhoneHistory;
  behaviour: ClientBehaviour;
  changed: (number: string) => void;
  log: (text: string) => void;
}

export class Messages {
  readonly #parts: MessagesParts;

  constructor(parts: MessagesParts) {
    this.#parts = parts;
  }

  /** Everything of one stanza is stored in one transaction, before the ack. */
  async take(connection: Connection, sender: LinkedDevice, stanza: Stanza): Promise<void> {
    const to = personJid(stanza.attrs['to']);
    const isForOwnDevices = stanza.attrs['category'] === 'peer';
    if (isForOwnDevices) await this.#parts.histories.take(sender, stanza);
    if (to === undefined || isForOwnDevices) return acknowledge(connection, stanza);
    const { faults, phones, store } = this.#parts;
    const number = phones.numberOf(to);
    const fault = faults.hit({ service: 'whatsapp-web', method: 'message', to: number }, TROUBLES);
    if (fault?.do === 'drop') return;
    if (fault?.do === 'refuse') return acknowledge(connection, stanza, { error: fault.code ?? SMAX_INVALID });

    const recipient = phones.get(number);
    const copies = copiesOf(stanza);
    const copy = copies.find(({ jid }) => jid.device === 0 && phones.numberOf(jid) === number);
    const opened = await this.#open(sender, recipient, copy, copies);
    store.transaction(() => {
      opened.commit();
      this.#record(sender, stanza, number, opened);
      if (recipient !== undefined && copy !== undefined) this.#deposit(sender, recipient, copy.jid, stanza, opened);
      this.#forward(sender, stanza, copies);
    });
    answer(connection, stanza, fault);
  }

  /**
   * The recipient's copy. The sender's own phone reads its copy too, as it does in life: with it we know what was said to a number without
   * WhatsApp, and its session does not fall behind (libsignal gives up after 2000 messages).
   */
  async #open(sender: LinkedDevice, recipient: PhoneRecord | undefined, copy: Copy | undefined, copies: Copy[]): Promise<Opened> {
    const { phones } = this.#parts;
    const ownPhone = phones.get(sender.number);
    const ownCopy = copies.find(({ jid }) => jid.device === 0 && phones.numberOf(jid) === sender.number);
    const theirs = recipient !== undefined && copy !== undefined ? await this.#read(recipient, sender, copy) : undefined;
    const own =
      ownPhone !== undefined && ownCopy !== undefined && ownCopy !== copy ? await this.#read(ownPhone, sender, ownCopy) : undefined;
    const commit = (): void => {
      theirs?.commit();
      own?.commit();
    };
    return { ...(theirs ?? own ?? { content: UNKNOWN, change: undefined, readable: true }), commit };
  }

  async #read(phone: PhoneRecord, sender: LinkedDevice, { enc }: Copy): Promise<Opened> {
    try {
      const { message, commit } = await this.#parts.sessions.decrypt(phone, sender, enc);
      const inner = message.deviceSentMessage?.message ?? message;
      const content = describeMessage(inner, await openMedia(this.#parts.media, inner));
      return { content, change: describeChange(inner), readable: true, commit };
    } catch (error) {
      // The real server cannot read either: it accepts, and the phone asks the sender again.
      this.#parts.log(`the phone ${phone.number} cannot decrypt: ${String(error)}`);
      return { content: UNKNOWN, change: undefined, readable: false, commit: () => undefined };
    }
  }

  /** One row per accepted stanza; what the phone itself has asked for again, because it could not read it, has a name of its own. */
  #record(sender: LinkedDevice, stanza: Stanza, number: string, { content, change, readable }: Opened): void {
    const { inbox, ledger } = this.#parts;
    const id = stanza.attrs['id'] ?? '';
    const isRetry = inbox.get(messageKey(number, sender.number, 'in', id))?.unreadable === true;
    const { text, files, voice } = content;
    if (change !== undefined) {
      const method = change.text === null ? 'message.delete' : 'message.edit';
      ledger.append({ service: 'whatsapp-web', method, externalId: id, ours: id, to: number, body: change });
      return;
    }
    ledger.append({
      service: 'whatsapp-web',
      method: isRetry ? 'message.retry' : 'message',
      externalId: id,
      ours: id,
      to: number,
      body: {
        text,
        ...(files.length > 0 ? { files } : {}),
        ...(voice === null ? {} : { voice }),
        ...(readable ? {} : { undecryptable: true }),
      },
    });
  }

  /** A known id changes nothing, except that what could not be read before can be read now. */
  #deposit(sender: LinkedDevice, recipient: PhoneRecord, addressee: Jid, stanza: Stanza, { content, change, readable }: Opened): void {
    const { inbox, behaviour, receipts, changed } = this.#parts;
    if (change !== undefined) {
      if (inbox.change(messageKey(recipient.number, sender.number, 'in', change.target), change.text)) changed(recipient.number);
      return;
    }
    const id = stanza.attrs['id'] ?? '';
    const known = inbox.get(messageKey(recipient.number, sender.number, 'in', id));
    if (known !== undefined && !known.unreadable) return;
    const withheld = recipient.blocked;
    const base = {
      id,
      phone: recipient.number,
      peer: sender.number,
      peerDevice: sender.device,
      direction: 'in',
      status: 'accepted',
    } as const;
    const message = known ?? inbox.add({ ...base, content, withheld, unreadable: !readable });
    if (readable) {
      const arrived = { ...message, content, unreadable: false };
      inbox.put(arrived);
      behaviour.accepted(arrived);
    } else if (!message.withheld && message.askedAgain < MAX_RETRIES) {
      const askedAgain = message.askedAgain + 1;
      inbox.put({ ...message, askedAgain });
      receipts.askAgain(message, `${addressee.user}@${addressee.server}`, askedAgain);
    }
    changed(recipient.number);
  }

  /** Copies for linked devices of either side go on as they are; each decrypts its own. */
  #forward(sender: LinkedDevice, stanza: Stanza, copies: Copy[]): void {
    const { phones, mailbox } = this.#parts;
    for (const { jid, enc } of copies) {
      if (jid.device === 0) continue;
      const number = phones.numberOf(jid);
      const recipient: Record<string, string> = number === sender.number ? { recipient: stanza.attrs['to'] ?? '' } : {};
      const attrs = { from: numberJid(sender.number, sender.device), id: stanza.attrs['id'] ?? '', t: seconds(Date.now()), ...recipient };
      mailbox.put(number, jid.device, { tag: 'message', attrs: { ...attrs, type: stanza.attrs['type'] ?? 'text' }, content: [enc] });
    }
  }
}

const copiesOf = (stanza: Stanza): Copy[] =>
  childrenOf(childOf(stanza, 'participants'), 'to').flatMap(node => {
    const jid = personJid(node.attrs['jid']);
    const enc = childOf(node, 'enc');
    return jid === undefined || enc === undefined ? [] : [{ jid, enc }];
  });

const acknowledge = (connection: Connection, stanza: Stanza, extra: Record<string, string> = {}): void => {
  const { id = '', to = '' } = stanza.attrs;
  connection.send({ tag: 'ack', attrs: { class: 'message', from: to, id, t: seconds(Date.now()), ...extra } });
};

const answer = (connection: Connection, stanza: Stanza, fault: FaultRule | undefined): void => {
  switch (fault?.do) {
    case 'lose-answer':
      return;
    case 'delay':
      setTimeout(() => acknowledge(connection, stanza), fault.ms ?? 0).unref();
      return;
    case 'close':
      if (fault.code === undefined) void connection.cut();
      else connection.end({ tag: 'stream:error', attrs: { code: fault.code } });
      return;
    default:
      acknowledge(connection, stanza);
  }
};
