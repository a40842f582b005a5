/**
 * What the company's device learns of its messages, and the troubles with that (`method: 'receipt'`, `to` = the client's number):
 * `repeat` comes twice · `reorder` a delivered comes after the next receipt of the same message · `late`, `delay` comes after `ms` ·
 * `drop` never comes, though the phone has it.
 */
import type { FaultRule, Faults } from '../kernel/faults.ts';
import type { Collection, Store } from '../kernel/store.ts';
import type { Devices } from './devices.ts';
import type { InboxMessage } from './inbox.ts';
import type { Mailbox } from './mailbox.ts';
import { lidJid, numberJid, type PhoneBook } from './phone-book.ts';
import { seconds, type Stanza } from './stanza.ts';
import { Timers } from '../kernel/timers.ts';

export type ReceiptKind = 'delivered' | 'read' | 'played';

interface Receipt {
  kind: ReceiptKind;
  /** When it happened at the phone. */
  at: number;
  id: string;
  client: string;
  company: string;
  device: number;
}

const TROUBLES = ['repeat', 'late', 'delay', 'drop'] as const satisfies FaultRule['do'][];

export class Receipts {
  readonly #phones: PhoneBook;
  readonly #devices: Devices;
  readonly #mailbox: Mailbox;
  readonly #faults: Faults;
  /** Delivered receipts that wait for the next one of their message. */
  readonly #held: Collection<Receipt>;
  readonly #late: Timers<Receipt>;

  constructor(store: Store, phones: PhoneBook, devices: Devices, mailbox: Mailbox, faults: Faults) {
    this.#phones = phones;
    this.#devices = devices;
    this.#mailbox = mailbox;
    this.#faults = faults;
    this.#held = store.collection('whatsapp-web.held-receipt');
    this.#late = new Timers(store, 'whatsapp-web.late-receipt', receipt => this.#post(receipt));
  }

  start(): void {
    this.#late.start();
  }

  stop(): void {
    this.#late.stop();
  }

  clear(): void {
    this.#held.clear();
    this.#late.clear();
  }

  report(message: InboxMessage, kind: ReceiptKind): void {
    const receipt: Receipt = {
      kind,
      at: Date.now(),
      id: message.id,
      client: message.phone,
      company: message.peer,
      device: message.peerDevice,
    };
    const kinds = kind === 'delivered' ? [...TROUBLES, 'reorder' as const] : TROUBLES;
    const fault = this.#faults.hit({ service: 'whatsapp-web', method: 'receipt', to: message.phone }, kinds);
    if (fault?.do === 'drop') return;
    if (fault?.do === 'reorder') return this.#held.put(message.key, receipt);
    if (fault?.do === 'late' || fault?.do === 'delay') return this.#late.schedule(receipt.at + (fault.ms ?? 0), receipt);
    if (fault?.do === 'repeat') this.#post(receipt);
    this.#post(receipt);
    const held = this.#held.get(message.key);
    if (held !== undefined) {
      this.#held.delete(message.key);
      this.#post(held);
    }
  }

  /** The phone cannot decrypt: the sending device is asked to encrypt it once more. */
  askAgain(message: InboxMessage, from: string, count: number): void {
    const { registrationId = 0 } = this.#phones.get(message.phone) ?? {};
    const registration = Buffer.alloc(4);
    registration.writeUInt32BE(registrationId);
    const t = seconds(Date.now());
    this.#send(message.peer, message.peerDevice, {
      tag: 'receipt',
      attrs: { from, id: message.id, type: 'retry', t },
      content: [
        { tag: 'retry', attrs: { count: String(count), id: message.id, t, v: '1' } },
        { tag: 'registration', attrs: {}, content: registration },
      ],
    });
  }

  /** A delivered comes from the client's LID, a read from his number: both occur for one person at the real server. */
  #post(receipt: Receipt): void {
    const client = this.#phones.get(receipt.client);
    if (client === undefined) return;
    const from = receipt.kind === 'delivered' ? lidJid(client.lid) : numberJid(client.number);
    const type = receipt.kind === 'delivered' ? {} : { type: receipt.kind };
    this.#send(receipt.company, receipt.device, { tag: 'receipt', attrs: { from, id: receipt.id, t: seconds(receipt.at), ...type } });
  }

  /** To the device that wrote; when it has been unlinked, to those that took its place. */
  #send(company: string, device: number, stanza: Stanza): void {
    const linked = this.#devices.linked(company);
    const sender = linked.filter(candidate => candidate.device === device);
    for (const target of sender.length > 0 ? sender : linked) this.#mailbox.put(company, target.device, stanza);
  }
}
