/** `<iq xmlns=usync>`: has this number WhatsApp, which devices has it, what is its LID. Answers exactly the protocols that were asked. */
import type { Ledger } from '../kernel/ledger.ts';
import type { Devices } from './devices.ts';
import { lidJid, numberJid, type PhoneBook, type PhoneRecord } from './phone-book.ts';
import { bytesOf, childOf, childrenOf, personJid, type Stanza } from './stanza.ts';

/** What the question is about, as `method` of faults and of the ledger. */
export type UsyncMethod = 'usync.contact' | 'usync.devices' | 'usync.lid';

export interface UsyncQuestion {
  method: UsyncMethod;
  /** Numbers asked about. */
  numbers: string[];
}

interface Asked {
  number: string;
  /** As it was written in the question: a jid, or a phone with its plus. */
  jid: string | undefined;
  phone: Buffer | undefined;
}

export class Usync {
  readonly #phones: PhoneBook;
  readonly #devices: Devices;
  readonly #ledger: Ledger;

  constructor(phones: PhoneBook, devices: Devices, ledger: Ledger) {
    this.#phones = phones;
    this.#devices = devices;
    this.#ledger = ledger;
  }

  question(iq: Stanza): UsyncQuestion {
    const protocols = protocolsOf(iq);
    const method = protocols.includes('contact') ? 'usync.contact' : protocols.includes('devices') ? 'usync.devices' : 'usync.lid';
    return { method, numbers: this.#asked(iq).map(asked => asked.number) };
  }

  answer(iq: Stanza): Stanza[] {
    const protocols = protocolsOf(iq);
    const { sid = '', mode = 'query', context = 'interactive' } = childOf(iq, 'usync')?.attrs ?? {};
    const users = this.#asked(iq).map(asked => this.#user(asked, protocols));
    const content: Stanza[] = [
      { tag: 'result', attrs: {} },
      { tag: 'list', attrs: {}, content: users },
    ];
    return [{ tag: 'usync', attrs: { index: '0', last: 'true', sid, mode, context }, content }];
  }

  #asked(iq: Stanza): Asked[] {
    return childrenOf(childOf(childOf(iq, 'usync'), 'list'), 'user').map(user => {
      const phone = bytesOf(childOf(user, 'contact'));
      const jid = personJid(user.attrs['jid']);
      const number = phone === undefined ? (jid === undefined ? '' : this.#phones.numberOf(jid)) : phone.toString().replace(/\D/g, '');
      return { number, jid: user.attrs['jid'], phone };
    });
  }

  #user(asked: Asked, protocols: string[]): Stanza {
    const phone = this.#phones.get(asked.number);
    const content: Stanza[] = [];
    if (protocols.includes('contact')) {
      this.#ledger.append({ service: 'whatsapp-web', method: 'usync.contact', to: asked.number, body: { exists: phone !== undefined } });
      content.push({ tag: 'contact', attrs: { type: phone === undefined ? 'out' : 'in' }, ...(asked.phone && { content: asked.phone }) });
    }
    if (phone !== undefined && protocols.includes('devices')) content.push(this.#deviceList(phone));
    if (phone !== undefined && protocols.includes('lid')) content.push({ tag: 'lid', attrs: { val: lidJid(phone.lid) } });
    return { tag: 'user', attrs: { jid: asked.jid ?? numberJid(asked.number) }, content };
  }

  #deviceList(phone: PhoneRecord): Stanza {
    const linked = this.#devices.linked(phone.number).filter(({ number, device }) => this.#devices.hasKeys(number, device));
    const devices: Stanza[] = [
      { tag: 'device', attrs: { id: '0' } },
      ...linked.map(({ device }) => ({ tag: 'device', attrs: { id: String(device), 'key-index': String(device) } })),
    ];
    return { tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: {}, content: devices }] };
  }
}

const protocolsOf = (iq: Stanza): string[] => childrenOf(childOf(childOf(iq, 'usync'), 'query')).map(protocol => protocol.tag);
