/** Decrypts on a client's phone, with the Signal session it has with each single device that writes to it. */
import { generateSignalPubKey, proto, unpadRandomMax16 } from 'baileys';
import * as libsignal from 'libsignal';
import type { Collection, Store } from '../kernel/store.ts';
import type { LinkedDevice } from './devices.ts';
import { unpackPair, type PhoneRecord, type StoredKeyPair } from './phone-book.ts';
import { bytesOf, type Stanza } from './stanza.ts';

export interface Decrypted {
  message: proto.IMessage;
  /** Stores the advanced session. To be called in the transaction that stores the message: a key can be used only once. */
  commit: () => void;
}

const signalPair = (pair: StoredKeyPair): { privKey: Buffer; pubKey: Buffer } => {
  const keys = unpackPair(pair);
  return { privKey: keys.private, pubKey: Buffer.from(generateSignalPubKey(keys.public)) };
};

export class SignalSessions {
  readonly #sessions: Collection<Uint8Array>;

  constructor(store: Store) {
    this.#sessions = store.collection('whatsapp-web.session');
  }

  /** Throws what libsignal throws when the phone cannot read it. */
  async decrypt(phone: PhoneRecord, sender: LinkedDevice, enc: Stanza): Promise<Decrypted> {
    const ciphertext = bytesOf(enc);
    if (ciphertext === undefined) throw new Error('an enc node without bytes');
    const key = `${phone.number}/${sender.number}:${sender.device}`;
    const known = this.#sessions.get(key);
    let advanced: Uint8Array | undefined;
    const storage: libsignal.SignalStorage = {
      // serialize() gives a plain object of base64 strings, whatever its type declaration says.
      loadSession: async () => (known === undefined ? undefined : libsignal.SessionRecord.deserialize(known)),
      storeSession: async (_address, session) => {
        advanced = session.serialize();
      },
      isTrustedIdentity: () => true,
      loadPreKey: async id => (Number(id) === phone.preKey.id ? signalPair(phone.preKey.pair) : undefined),
      removePreKey: () => undefined,
      loadSignedPreKey: () => signalPair(phone.signedPreKey.pair),
      getOurRegistrationId: () => phone.registrationId,
      getOurIdentity: () => signalPair(phone.identity),
    };
    const cipher = new libsignal.SessionCipher(storage, new libsignal.ProtocolAddress(key, sender.device));
    const padded =
      enc.attrs['type'] === 'pkmsg' ? await cipher.decryptPreKeyWhisperMessage(ciphertext) : await cipher.decryptWhisperMessage(ciphertext);
    const message = proto.Message.decode(unpadRandomMax16(padded));
    return {
      message,
      commit: () => {
        if (advanced !== undefined) this.#sessions.put(key, advanced);
      },
    };
  }
}
