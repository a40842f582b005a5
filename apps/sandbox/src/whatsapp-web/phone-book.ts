/** Every phone with WhatsApp: its names on the wire and its Signal keys. A number that is not here has no WhatsApp. */
import { Curve, generateRegistrationId, signedKeyPair, type KeyPair } from 'baileys';
import type { Collection, Store } from '../kernel/store.ts';
import { SERVER, type Jid } from './stanza.ts';

/** Base64, so that it survives JSON. */
export interface StoredKeyPair {
  public: string;
  private: string;
}

export interface PhoneRecord {
  /** Digits, with country code. */
  number: string;
  name: string;
  role: 'client' | 'company';
  /** WhatsApp's internal id that stands for the number in addresses `…@lid`. */
  lid: string;
  online: boolean;
  blocked: boolean;
  /** Path of his picture at the media server; null: he hides it; absent: he has none. */
  picture?: string | null;
  registrationId: number;
  identity: StoredKeyPair;
  signedPreKey: { id: number; pair: StoredKeyPair; signature: string };
  /** One, handed out again and again: the real server gives each key once and then none, which both sides stand as well. */
  preKey: { id: number; pair: StoredKeyPair };
}

const FIRST_LID = 100_000_000_000_001;

const packPair = (pair: KeyPair): StoredKeyPair => ({
  public: Buffer.from(pair.public).toString('base64'),
  private: Buffer.from(pair.private).toString('base64'),
});

export const unpackPair = (pair: StoredKeyPair): { public: Buffer; private: Buffer } => ({
  public: Buffer.from(pair.public, 'base64'),
  private: Buffer.from(pair.private, 'base64'),
});

export const numberJid = (number: string, device = 0): string => `${number}${device === 0 ? '' : `:${device}`}@${SERVER}`;
export const lidJid = (lid: string, device = 0): string => `${lid}${device === 0 ? '' : `:${device}`}@lid`;

export class PhoneBook {
  readonly #store: Store;
  readonly #phones: Collection<PhoneRecord>;
  readonly #numberByLid = new Map<string, string>();

  constructor(store: Store) {
    this.#store = store;
    this.#phones = store.collection('whatsapp-web.phone');
    for (const phone of this.#phones.values()) this.#numberByLid.set(phone.lid, phone.number);
  }

  /** Makes the phone if it is not there; an existing one stays as it is. */
  ensure(number: string, name: string, role: PhoneRecord['role']): void {
    const digits = number.replace(/\D/g, '');
    if (this.#phones.get(digits) !== undefined) return;
    const identity = Curve.generateKeyPair();
    const signed = signedKeyPair(identity, 1);
    const lid = String(this.#store.next('whatsapp-web.lid', FIRST_LID));
    this.#phones.put(digits, {
      number: digits,
      name,
      role,
      lid,
      online: true,
      blocked: false,
      registrationId: generateRegistrationId(),
      identity: packPair(identity),
      signedPreKey: { id: signed.keyId, pair: packPair(signed.keyPair), signature: Buffer.from(signed.signature).toString('base64') },
      preKey: { id: 1, pair: packPair(Curve.generateKeyPair()) },
    });
    this.#numberByLid.set(lid, digits);
  }

  get(number: string): PhoneRecord | undefined {
    return this.#phones.get(number);
  }

  /** By number or by LID, whichever the address is made of. */
  byJid(jid: Jid): PhoneRecord | undefined {
    return this.#phones.get(this.numberOf(jid));
  }

  /** The number behind an address, also when it has no WhatsApp; a LID nobody has stays as it is. */
  numberOf(jid: Jid): string {
    return jid.server === 'lid' ? (this.#numberByLid.get(jid.user) ?? jid.user) : jid.user;
  }

  list(): PhoneRecord[] {
    return this.#phones.values();
  }

  change(number: string, change: Partial<Pick<PhoneRecord, 'online' | 'blocked' | 'picture'>>): void {
    const phone = this.#phones.get(number);
    if (phone !== undefined) this.#phones.put(number, { ...phone, ...change });
  }
}
