/** What people write on their own phones, and how it comes to the company's linked devices. */
import { proto } from 'baileys';
import type { Store } from '../kernel/store.ts';
import type { LinkedDevice } from './devices.ts';
import { messageKey, type Inbox } from './inbox.ts';
import type { Mailbox } from './mailbox.ts';
import type { MessageChange, MessageContent } from './message-content.ts';
import { numberJid, type PhoneRecord } from './phone-book.ts';
import { seconds } from './stanza.ts';

/** What a client writes: on the wire, and as his own phone shows it. */
export interface Written {
  id: string;
  content: MessageContent;
  message: proto.IMessage;
  change?: MessageChange;
  /** Id of the message that it answers. */
  answers?: string;
  /** It is none of its own: an emoji at the message of this key. */
  reaction?: { key: string; emoji: string | null };
}

export interface PhoneWritingParts {
  store: Store;
  mailbox: Mailbox;
  inbox: Inbox;
  changed: (number: string) => void;
}

export class PhoneWriting {
  readonly #parts: PhoneWritingParts;

  constructor(parts: PhoneWritingParts) {
    this.#parts = parts;
  }

  /** The company's owner writes on his phone: to the client, and a copy of it to every linked device, as the phone sends it there. */
  writeOnPhone(
    company: PhoneRecord,
    client: PhoneRecord,
    devices: readonly LinkedDevice[],
    { id, text }: { id: string; text: string },
  ): void {
    const { store, inbox, mailbox } = this.#parts;
    const deviceSentMessage = { destinationJid: numberJid(client.number), message: { conversation: text } };
    const plaintext = Buffer.from(proto.Message.encode({ deviceSentMessage }).finish());
    const attrs = { from: numberJid(company.number), recipient: numberJid(client.number), id, t: seconds(Date.now()), type: 'text' };
    store.transaction(() => {
      const content = { text, files: [], voice: null };
      const peer = { peer: company.number, peerDevice: 0, direction: 'in', status: 'accepted' } as const;
      inbox.add({ id, phone: client.number, ...peer, content, withheld: client.blocked, unreadable: false });
      for (const { device } of devices) {
        mailbox.put(company.number, device, { tag: 'message', attrs, content: [{ tag: 'plaintext', attrs: {}, content: plaintext }] });
      }
    });
    this.#parts.changed(client.number);
  }

  /** A client writes: to every linked device of the company, from his LID with his number beside, as the server does today. */
  write(client: PhoneRecord, company: string, devices: readonly LinkedDevice[], written: Written): void {
    const { id, content, message, change, answers, reaction } = written;
    const { store, inbox, mailbox } = this.#parts;
    store.transaction(() => {
      const peer = { peer: company, peerDevice: 0, direction: 'out', status: 'sent' } as const;
      const quoting = answers === undefined ? {} : { answers };
      if (reaction !== undefined) inbox.react(reaction.key, reaction.emoji);
      else if (change === undefined)
        inbox.add({ id, phone: client.number, ...peer, ...quoting, content, withheld: false, unreadable: false });
      else inbox.change(messageKey(client.number, company, 'out', change.target), change.text);
      const attrs = {
        from: `${client.lid}@lid`,
        sender_pn: numberJid(client.number),
        id,
        notify: client.name,
        t: seconds(Date.now()),
        type: content.files.length > 0 || content.voice !== null ? 'media' : 'text',
        ...(change && { edit: change.text === null ? '7' : '1' }),
      };
      const plaintext = Buffer.from(proto.Message.encode(message).finish());
      for (const { device } of devices) {
        mailbox.put(company, device, { tag: 'message', attrs, content: [{ tag: 'plaintext', attrs: {}, content: plaintext }] });
      }
    });
    this.#parts.changed(client.number);
  }
}
