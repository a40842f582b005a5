/** The phones as a person holds them: what they show and which buttons they have (`/control/phones`, page `/phones`). */
import { PhoneActionError, type Phone, type PhoneAction, type Phones } from '../kernel/phones.ts';
import { TELEGRAM, type Auth } from './auth-methods.ts';
import type { Cloud } from './cloud.ts';
import type { PersonRecord } from './people.ts';
import type { PhoneBehaviour } from './phone-behaviour.ts';
import { PhoneConversation } from './phone-conversation.ts';
import { phoneAddress, showPhone, userAt } from './phone-view.ts';
import { RpcFailure } from './rpc-error.ts';

export class TelegramPhones implements Phones {
  readonly #cloud: Cloud;
  readonly #behaviour: PhoneBehaviour;
  readonly #auth: Auth;
  readonly #conversation: PhoneConversation;
  readonly #listeners = new Set<(address: string) => void>();

  constructor(cloud: Cloud, behaviour: PhoneBehaviour, auth: Auth) {
    this.#cloud = cloud;
    this.#behaviour = behaviour;
    this.#auth = auth;
    this.#conversation = new PhoneConversation(cloud);
  }

  list(): Phone[] {
    return this.#cloud.parts.people
      .list()
      .filter(({ userId, isBot }) => userId !== TELEGRAM && !isBot)
      .map(person => showPhone(this.#cloud, person));
  }

  get(address: string): Phone | undefined {
    const person = this.#find(address);
    return person && showPhone(this.#cloud, person);
  }

  async act(address: string, action: PhoneAction): Promise<Phone> {
    const person = this.#find(address);
    if (person === undefined) throw new PhoneActionError(`There is no phone ${address}.`);
    if (person.role === 'company') this.#actAsCompany(person, action);
    else this.#actAsClient(person, action);
    this.changed(person.userId);
    return Promise.resolve(showPhone(this.#cloud, this.#cloud.parts.people.get(person.userId) ?? person));
  }

  onChange(listener: (address: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Listeners hear of it after the transaction in hand: transactions are synchronous, a microtask runs after them. */
  changed(userId: number): void {
    queueMicrotask(() => {
      for (const listener of this.#listeners) listener(phoneAddress(userId));
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
    const person = this.#find(phoneAddress(to));
    if (person === undefined) throw new PhoneActionError(`There is nobody ${to}.`);
    this.#conversation.add(account.userId, { peer: person.userId, out: true, text, media: null, status: 'accepted' });
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
        this.#conversation.write(person, action.text, null, action);
        return;
      case 'react':
        mustReceive(person);
        return this.#conversation.react(person, Number(action.id), action.emoji);
      case 'file':
        mustReceive(person);
        this.#conversation.write(person, action.text ?? '', action.file, action);
        return;
      case 'past':
        return this.#conversation.plant(person, action.messages, action.with === undefined ? null : this.#company(action.with));
      case 'edit':
      case 'delete':
        mustReceive(person);
        return this.#conversation.change(person, Number(action.id), action.do === 'edit' ? action.text : null);
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
        return people.change(userId, { picture: action.content === null ? null : this.#conversation.keep(action.content).fileId });
      case 'scan':
      case 'write':
      case 'end-sessions':
        throw new PhoneActionError('Only a phone of the company does that.');
    }
  }

  #company(id: string): number {
    const company = this.#find(phoneAddress(id));
    if (company === undefined) throw new PhoneActionError('There is no such company.');
    return company.userId;
  }

  #find(address: string): PersonRecord | undefined {
    const userId = userAt(address);
    return userId === null ? undefined : this.#cloud.parts.people.get(userId);
  }
}

const mustReceive = (person: PersonRecord): void => {
  if (!person.online) throw new PhoneActionError('This phone is offline.');
  if (person.blocked) throw new PhoneActionError('This person has blocked the company.');
};
