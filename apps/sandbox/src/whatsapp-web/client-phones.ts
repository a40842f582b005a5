/** The phones as a person holds them: what they show and which buttons they have (`/control/phones`, page `/phones`). */
import { PhoneActionError, type Phone, type PhoneAction, type Phones } from '../kernel/phones.ts';
import type { Store } from '../kernel/store.ts';
import type { ClientBehaviour } from './client-behaviour.ts';
import type { Devices } from './devices.ts';
import { shown, type Inbox } from './inbox.ts';
import type { MediaServer } from './media-server.ts';
import type { Pairing } from './pairing.ts';
import type { PhoneHistory } from './phone-history.ts';
import type { PhoneBook, PhoneRecord } from './phone-book.ts';
import { newMessageId, PhoneConversation } from './phone-conversation.ts';
import type { PhoneWriting } from './phone-writing.ts';

const PREFIX = 'whatsapp:';

export interface ClientPhonesParts {
  store: Store;
  phones: PhoneBook;
  devices: Devices;
  inbox: Inbox;
  behaviour: ClientBehaviour;
  writing: PhoneWriting;
  histories: PhoneHistory;
  pairing: Pairing;
  media: MediaServer;
}

export class ClientPhones implements Phones {
  readonly #parts: ClientPhonesParts;
  readonly #conversation: PhoneConversation;
  readonly #listeners = new Set<(address: string) => void>();

  constructor(parts: ClientPhonesParts) {
    this.#parts = parts;
    this.#conversation = new PhoneConversation(parts);
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
      if (action.do === 'file') {
        mustReceive(phone);
        await this.#conversation.sendFile(phone, action.file, action.text ?? null);
      } else if (action.do === 'past') await this.#conversation.plant(phone, action.messages, action.with ?? null);
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

  /** The owner writes on his own phone. */
  #writeAsCompany(company: PhoneRecord, to: string, text: string): void {
    const client = this.#parts.phones.get(to);
    if (client?.role !== 'client') throw new PhoneActionError(`There is nobody ${to}.`);
    this.#parts.writing.writeOnPhone(company, client, this.#parts.devices.linked(company.number), { id: newMessageId(), text });
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
        return this.#conversation.reply(phone, action.text, action);
      case 'react':
        mustReceive(phone);
        return this.#conversation.react(phone, action.id, action.emoji);
      case 'edit':
      case 'delete':
        mustReceive(phone);
        return this.#conversation.change(phone, action.id, action.do === 'edit' ? action.text : null);
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

  async #showPicture(phone: PhoneRecord, content: string | null): Promise<void> {
    const picture = content === null ? null : await this.#parts.media.keepPicture(Buffer.from(content, 'base64'));
    this.#parts.phones.change(phone.number, { picture });
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
