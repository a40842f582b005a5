/** What a client does in his chat with a company, made into what his phone sends. */
import { randomBytes } from 'node:crypto';
import { proto } from 'baileys';
import { PhoneActionError, type PastMessage, type PhoneAbout, type PhoneFile } from '../kernel/phones.ts';
import type { Store } from '../kernel/store.ts';
import type { Devices } from './devices.ts';
import { messageKey, type Inbox, type InboxMessage } from './inbox.ts';
import { mediaMessage } from './media-content.ts';
import type { MediaServer } from './media-server.ts';
import { describeMessage } from './message-content.ts';
import type { PhoneBook, PhoneRecord } from './phone-book.ts';
import type { PhoneWriting, Written } from './phone-writing.ts';

export interface PhoneConversationParts {
  store: Store;
  phones: PhoneBook;
  devices: Devices;
  inbox: Inbox;
  media: MediaServer;
  writing: PhoneWriting;
}

export class PhoneConversation {
  readonly #parts: PhoneConversationParts;

  constructor(parts: PhoneConversationParts) {
    this.#parts = parts;
  }

  reply(phone: PhoneRecord, text: string, { to, forwardedFrom }: PhoneAbout): void {
    if (text.trim() === '') throw new PhoneActionError('A reply needs a text.');
    const company = this.#partner(phone);
    const quoted = to === undefined ? undefined : this.#message(phone, company, to);
    const contextInfo: proto.IContextInfo = {
      ...(quoted && { stanzaId: quoted.id, participant: authorOf(phone, quoted), quotedMessage: quotable(quoted) }),
      ...(forwardedFrom !== undefined && { isForwarded: true, forwardingScore: 1 }),
    };
    // As the official apps do it: words alone are a bare text.
    const isBare = quoted === undefined && forwardedFrom === undefined;
    const message: proto.IMessage = isBare ? { conversation: text } : { extendedTextMessage: { text, contextInfo } };
    const content = { text, files: [], voice: null };
    this.#write(phone, company, { id: newMessageId(), content, message, ...(to !== undefined && { answers: to }) });
  }

  react(phone: PhoneRecord, id: string, emoji: string | null): void {
    const company = this.#partner(phone);
    const target = this.#message(phone, company, id);
    const key = { remoteJid: `${company}@s.whatsapp.net`, fromMe: target.direction === 'out', id };
    const message: proto.IMessage = { reactionMessage: { key, text: emoji ?? '', senderTimestampMs: Date.now() } };
    const content = { text: null, files: [], voice: null };
    this.#write(phone, company, { id: newMessageId(), content, message, reaction: { key: target.key, emoji } });
  }

  async sendFile(phone: PhoneRecord, file: PhoneFile, text: string | null): Promise<void> {
    const company = this.#partner(phone);
    if (text !== null && (file.as === 'audio' || file.as === 'voice')) throw new PhoneActionError('Sound has no caption.');
    const message = await mediaMessage(this.#parts.media, file, text);
    const content = describeMessage(message, Buffer.from(file.content, 'base64'));
    this.#write(phone, company, { id: newMessageId(), content, message });
  }

  /** `text` null: he takes it back. */
  change(phone: PhoneRecord, id: string, text: string | null): void {
    const { inbox } = this.#parts;
    const company = this.#partner(phone);
    const message = inbox.get(messageKey(phone.number, company, 'out', id));
    if (message === undefined || message.deleted) throw new PhoneActionError('There is no such message of this person.');
    const key = { remoteJid: `${company}@s.whatsapp.net`, fromMe: true, id };
    const { REVOKE, MESSAGE_EDIT } = proto.Message.ProtocolMessage.Type;
    // As the official apps do it: an edit comes wrapped, a deletion does not.
    const wire: proto.IMessage =
      text === null
        ? { protocolMessage: { key, type: REVOKE } }
        : {
            editedMessage: {
              message: { protocolMessage: { key, type: MESSAGE_EDIT, editedMessage: { conversation: text }, timestampMs: Date.now() } },
            },
          };
    const content = { text, files: [], voice: null };
    this.#write(phone, company, { id: newMessageId(), content, message: wire, change: { target: id, text } });
  }

  /** Both phones have it; a linked device hears nothing of it until it asks. `wanted` null: the partner. */
  async plant(phone: PhoneRecord, messages: readonly PastMessage[], wanted: string | null): Promise<void> {
    const { store, inbox, media, phones } = this.#parts;
    const company = wanted ?? this.#partner(phone);
    if (phones.get(company)?.role !== 'company') throw new PhoneActionError('There is no such company.');
    const written = await Promise.all(
      messages.map(async ({ direction, text, at, unread, file }) => {
        const wire = file === undefined ? { conversation: text } : await mediaMessage(media, file, text || null);
        const content = describeMessage(wire, file && Buffer.from(file.content, 'base64'));
        const status = direction === 'out' ? ('sent' as const) : unread === true ? ('delivered' as const) : ('read' as const);
        return { direction, content, status, acceptedAt: Date.parse(at) };
      }),
    );
    const fixed = { phone: phone.number, peer: company, peerDevice: 0, withheld: false, unreadable: false };
    store.transaction(() => {
      for (const one of written) inbox.add({ ...fixed, ...one, id: newMessageId() });
    });
  }

  #message(phone: PhoneRecord, company: string, id: string): InboxMessage {
    const { inbox } = this.#parts;
    const found = inbox.get(messageKey(phone.number, company, 'in', id)) ?? inbox.get(messageKey(phone.number, company, 'out', id));
    if (found === undefined || found.deleted || found.withheld) throw new PhoneActionError('There is no such message in this chat.');
    return found;
  }

  #write(phone: PhoneRecord, company: string, written: Written): void {
    const { writing, devices } = this.#parts;
    writing.write(phone, company, devices.linked(company), written);
  }

  /** The company that wrote last; before anybody wrote, the only one that has a linked device. */
  #partner(phone: PhoneRecord): string {
    const { phones, devices, inbox } = this.#parts;
    const companies = phones.list().filter(other => other.role === 'company' && devices.linked(other.number).length > 0);
    const company = inbox.of(phone.number).at(-1)?.peer ?? (companies.length === 1 ? companies[0]?.number : undefined);
    if (company === undefined) throw new PhoneActionError('It is not clear to whom: no company has written to this phone yet.');
    return company;
  }
}

const authorOf = (phone: PhoneRecord, { direction, peer }: InboxMessage): string =>
  direction === 'in' ? `${peer}@s.whatsapp.net` : `${phone.lid}@lid`;

/** What goes along of a message that is answered: its words, or what kind of file it is. */
const quotable = ({ content: { text, files, voice } }: InboxMessage): proto.IMessage => {
  if (voice !== null) return { audioMessage: { ptt: true, seconds: voice.seconds } };
  const [file] = files;
  return file === undefined ? { conversation: text ?? '' } : { documentMessage: { fileName: file.name, caption: text ?? '' } };
};

/** As WhatsApp on a phone makes them. */
export const newMessageId = (): string => `3A${randomBytes(9).toString('hex').toUpperCase()}`;
