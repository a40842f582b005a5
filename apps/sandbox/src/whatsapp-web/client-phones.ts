/** The phones as a person holds them: what they show and which buttons they have (`/control/phones`, page `/phones`). */
import { randomBytes } from 'node:crypto';
import { proto } from 'baileys';
import {
  PhoneActionError,
  type PastMessage,
  type Phone,
  type PhoneAbout,
  type PhoneAction,
  type PhoneFile,
  type Phones,
} from '../kernel/phones.ts';
import type { Store } from '../kernel/store.ts';
import type { ClientBehaviour } from './client-behaviour.ts';
import type { Devices } from './devices.ts';
import { messageKey, shown, type Inbox, type InboxMessage } from './inbox.ts';
import { mediaMessage } from './media-content.ts';
import type { MediaServer } from './media-server.ts';
import { describeMessage } from './message-content.ts';
import type { Messages, Written } from './messages.ts';
import type { Pairing } from './pairing.ts';
import type { PhoneHistory } from './phone-history.ts';
import type { PhoneBook, PhoneRecord } from './phone-book.ts';

const PREFIX = 'whatsapp:';

export interface ClientPhonesParts {
  store: Store;
  phones: PhoneBook;
  devices: Devices;
  inbox: Inbox;
  behaviour: ClientBehaviour;
  messages: Messages;
  histories: PhoneHistory;
  pairing: Pairing;
  media: MediaServer;
}

export class ClientPhones implements Phones {
  readonly #parts: ClientPhonesParts;
  readonly #listeners = new Set<(address: string) => void>();

  constructor(parts: ClientPhonesParts) {
    this.#parts = parts;
  }

  list(): Phone[] {
    return this.#parts.phones.list().map(phone => this.#show(phone));
  }

  get(address: string): Phone | undefined {
    const phone = this.#find(address);
    return phone && this.#show(phone);
  }

  async act(address: string, action: PhoneAction): Promise<Phone> {
    const phone = this.#find(address);
    if (phone === undefined) throw new PhoneActionError(`There is no phone ${address}.`);
    if (action.do === 'scan') {
      if (phone.role !== 'company') throw new PhoneActionError('Only a phone of the company scans a QR code.');
      await this.#parts.pairing.scan(phone, action.qr);
    } else if (action.do === 'write' && phone.role === 'company') {
      this.#writeAsCompany(phone, action.to, action.text);
    } else if ((action.do === 'offline' || action.do === 'online') && phone.role === 'company') {
      await this.#wake(phone, action.do === 'online');
    } else {
      if (phone.role !== 'client') throw new PhoneActionError('A phone of the company scans QR codes, writes, sleeps and wakes.');
      if (action.do === 'file' && (action.to !== undefined || action.forwardedFrom !== undefined))
        throw new PhoneActionError('Only texts answer, or are passed on, in WhatsApp here.');
      if (action.do === 'write' || action.do === 'end-sessions') throw new PhoneActionError('WhatsApp does not do that here.');
      if (action.do === 'file') await this.#sendFile(phone, action.file, action.text ?? null);
      else if (action.do === 'past') await this.#plant(phone, action.messages, action.with ?? this.#partner(phone));
      else if (action.do === 'picture') await this.#showPicture(phone, action.content);
      else this.#parts.store.transaction(() => this.#actAsClient(phone, action));
    }
    this.changed(phone.number);
    return this.#show(this.#parts.phones.get(phone.number) ?? phone);
  }

  onChange(listener: (address: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Listeners hear of it after the transaction in hand: transactions are synchronous, a microtask runs after them. */
  changed(number: string): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(PREFIX + number);
    });
  }

  /** A phone that sleeps answers no question of its linked devices; they work without it (for two weeks). */
  async #wake(company: PhoneRecord, online: boolean): Promise<void> {
    this.#parts.phones.change(company.number, { online });
    if (online) await this.#parts.histories.answerWaiting(company.number);
  }

  /** Both phones have it; a linked device hears nothing of it until it asks. */
  async #plant(phone: PhoneRecord, messages: readonly PastMessage[], company: string): Promise<void> {
    const { store, inbox, media, phones } = this.#parts;
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

  /** The owner writes on his own phone. */
  #writeAsCompany(company: PhoneRecord, to: string, text: string): void {
    const client = this.#parts.phones.get(to);
    if (client?.role !== 'client') throw new PhoneActionError(`There is nobody ${to}.`);
    this.#parts.messages.writeOnPhone(company, client, this.#parts.devices.linked(company.number), { id: newMessageId(), text });
  }

  #actAsClient(
    phone: PhoneRecord,
    action: Exclude<PhoneAction, { do: 'scan' | 'file' | 'picture' | 'write' | 'end-sessions' | 'past' }>,
  ): void {
    const { phones, behaviour } = this.#parts;
    const { number } = phone;
    switch (action.do) {
      case 'deliver':
        mustReceive(phone);
        return behaviour.advanceAll(number, 'delivered');
      case 'read':
        mustReceive(phone);
        return behaviour.advanceAll(number, 'read');
      case 'play':
        mustReceive(phone);
        return this.#play(phone);
      case 'reply':
        mustReceive(phone);
        return this.#reply(phone, action.text, action);
      case 'react':
        mustReceive(phone);
        return this.#react(phone, action.id, action.emoji);
      case 'edit':
      case 'delete':
        mustReceive(phone);
        return this.#change(phone, action.id, action.do === 'edit' ? action.text : null);
      case 'offline':
        return phones.change(number, { online: false });
      case 'online':
        phones.change(number, { online: true });
        return phone.blocked ? undefined : behaviour.cameOnline(number);
      case 'block':
        phones.change(number, { blocked: !phone.blocked });
        return phone.blocked && phone.online ? behaviour.cameOnline(number) : undefined;
      case 'hide-number':
        throw new PhoneActionError('WhatsApp shows the number always; only Telegram can hide it.');
      case 'hide-read-time':
        throw new PhoneActionError('WhatsApp tells when with the receipt itself; only Telegram hides it apart.');
    }
  }

  #play(phone: PhoneRecord): void {
    const { inbox, behaviour } = this.#parts;
    const voices = inbox.of(phone.number).filter(message => message.direction === 'in' && message.content.voice !== null);
    if (voices.length === 0) throw new PhoneActionError('There is no voice message to play.');
    behaviour.advanceAll(phone.number, 'played', message => message.content.voice !== null);
  }

  #reply(phone: PhoneRecord, text: string, { to, forwardedFrom }: PhoneAbout): void {
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

  #react(phone: PhoneRecord, id: string, emoji: string | null): void {
    const company = this.#partner(phone);
    const target = this.#message(phone, company, id);
    const key = { remoteJid: `${company}@s.whatsapp.net`, fromMe: target.direction === 'out', id };
    const message: proto.IMessage = { reactionMessage: { key, text: emoji ?? '', senderTimestampMs: Date.now() } };
    const content = { text: null, files: [], voice: null };
    this.#write(phone, company, { id: newMessageId(), content, message, reaction: { key: target.key, emoji } });
  }

  #message(phone: PhoneRecord, company: string, id: string): InboxMessage {
    const { inbox } = this.#parts;
    const found = inbox.get(messageKey(phone.number, company, 'in', id)) ?? inbox.get(messageKey(phone.number, company, 'out', id));
    if (found === undefined || found.deleted || found.withheld) throw new PhoneActionError('There is no such message in this chat.');
    return found;
  }

  async #sendFile(phone: PhoneRecord, file: PhoneFile, text: string | null): Promise<void> {
    mustReceive(phone);
    const company = this.#partner(phone);
    if (text !== null && (file.as === 'audio' || file.as === 'voice')) throw new PhoneActionError('Sound has no caption.');
    const message = await mediaMessage(this.#parts.media, file, text);
    const content = describeMessage(message, Buffer.from(file.content, 'base64'));
    this.#write(phone, company, { id: newMessageId(), content, message });
  }

  async #showPicture(phone: PhoneRecord, content: string | null): Promise<void> {
    const picture = content === null ? null : await this.#parts.media.keepPicture(Buffer.from(content, 'base64'));
    this.#parts.phones.change(phone.number, { picture });
  }

  #change(phone: PhoneRecord, id: string, text: string | null): void {
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

  #write(phone: PhoneRecord, company: string, written: Written): void {
    const { messages, devices } = this.#parts;
    messages.write(phone, company, devices.linked(company), written);
  }

  /** The company that wrote last; before anybody wrote, the only one that has a linked device. */
  #partner(phone: PhoneRecord): string {
    const { phones, devices, inbox } = this.#parts;
    const companies = phones.list().filter(other => other.role === 'company' && devices.linked(other.number).length > 0);
    const company = inbox.of(phone.number).at(-1)?.peer ?? (companies.length === 1 ? companies[0]?.number : undefined);
    if (company === undefined) throw new PhoneActionError('It is not clear to whom: no company has written to this phone yet.');
    return company;
  }

  #find(address: string): PhoneRecord | undefined {
    return address.startsWith(PREFIX) ? this.#parts.phones.get(address.slice(PREFIX.length)) : undefined;
  }

  #show(phone: PhoneRecord): Phone {
    return {
      address: PREFIX + phone.number,
      messenger: 'whatsapp',
      name: phone.name,
      role: phone.role,
      online: phone.online,
      blocked: phone.blocked,
      linkedDevices: this.#parts.devices.linked(phone.number).length,
      messages: this.#parts.inbox.of(phone.number).map(shown),
    };
  }
}

const mustReceive = (phone: PhoneRecord): void => {
  if (!phone.online) throw new PhoneActionError('This phone is offline.');
  if (phone.blocked) throw new PhoneActionError('This person has blocked the company.');
};

const authorOf = (phone: PhoneRecord, { direction, peer }: InboxMessage): string =>
  direction === 'in' ? `${peer}@s.whatsapp.net` : `${phone.lid}@lid`;

/** What goes along of a message that is answered: its words, or what kind of file it is. */
const quotable = ({ content: { text, files, voice } }: InboxMessage): proto.IMessage => {
  if (voice !== null) return { audioMessage: { ptt: true, seconds: voice.seconds } };
  const [file] = files;
  return file === undefined ? { conversation: text ?? '' } : { documentMessage: { fileName: file.name, caption: text ?? '' } };
};

/** As WhatsApp on a phone makes them. */
const newMessageId = (): string => `3A${randomBytes(9).toString('hex').toUpperCase()}`;
