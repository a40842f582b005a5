/** Linking a device by QR code: the code leads by its ref to the one connection that shows it. */
import { createHmac, randomBytes } from 'node:crypto';
import { Curve, proto, type BinaryNode } from 'baileys';
import { PhoneActionError } from '../kernel/phones.ts';
import type { Connection } from './connection.ts';
import { bigEndian, MAX_LINKED_DEVICES, type Devices, type LinkedDevice } from './devices.ts';
import type { ClientFinish } from './noise-server.ts';
import { lidJid, numberJid, unpackPair, type PhoneRecord } from './phone-book.ts';
import { childOf, SERVER } from './stanza.ts';

/** The first lives 60 s, the others 20 s; then the client gives up (408). */
const REFS_PER_CONNECTION = 6;
/** The answer of the device to its new identity is one round trip. */
const SIGNATURE_TIMEOUT_MS = 10_000;
const ACCOUNT_SIGNATURE_PREFIX = Buffer.from([6, 0]);
const PAIR_SUCCESS_ID = 'pair-success';

interface Candidate {
  connection: Connection;
  refs: string[];
  noiseKey: Buffer;
  identityKey: Buffer;
  registrationId: number;
  /** Once the code has been scanned: what is to be linked, and who waits for the device to sign or to go away. */
  scanned?: { device: LinkedDevice; settle(signed: boolean): void };
}

export class Pairing {
  readonly #devices: Devices;
  readonly #candidates = new Map<Connection, Candidate>();

  constructor(devices: Devices) {
    this.#devices = devices;
  }

  /** A device that is not linked yet has connected: it gets its refs and shows them one after another. */
  begin(connection: Connection, client: ClientFinish): void {
    const data = client.payload.devicePairingData;
    const refs = Array.from({ length: REFS_PER_CONNECTION }, () => `2@${randomBytes(48).toString('base64')}`);
    this.#candidates.set(connection, {
      connection,
      refs,
      noiseKey: client.noiseKey,
      identityKey: Buffer.from(data?.eIdent ?? []),
      registrationId: bigEndian(data?.eRegid),
    });
    const content: BinaryNode[] = refs.map(ref => ({ tag: 'ref', attrs: {}, content: Buffer.from(ref) }));
    connection.send({
      tag: 'iq',
      attrs: { from: `@${SERVER}`, type: 'set', id: 'pair-device', xmlns: 'md' },
      content: [{ tag: 'pair-device', attrs: {}, content }],
    });
  }

  /** The phone scans what a screen shows. Resolves when the device has signed its identity and goes to log in. */
  async scan(phone: PhoneRecord, qr: string): Promise<void> {
    const { ref, noiseKey, identityKey, advSecret } = parseQr(qr);
    const candidate = [...this.#candidates.values()].find(({ refs }) => refs.includes(ref));
    if (candidate === undefined || candidate.scanned !== undefined) throw new PhoneActionError('This QR code is not valid any more.');
    if (!candidate.noiseKey.equals(noiseKey) || !candidate.identityKey.equals(identityKey)) {
      throw new PhoneActionError('This QR code does not belong to the screen that shows it.');
    }
    if (this.#devices.linked(phone.number).length >= MAX_LINKED_DEVICES) {
      throw new PhoneActionError(`This phone has ${MAX_LINKED_DEVICES} linked devices already.`);
    }
    const device: LinkedDevice = {
      number: phone.number,
      device: this.#devices.nextDevice(phone.number),
      noiseKey: candidate.noiseKey.toString('base64'),
      identityKey: candidate.identityKey.toString('base64'),
      registrationId: candidate.registrationId,
      confirmed: false,
      hasHistory: false,
    };
    // Stored before the device hears of it: it may log in at any time from then on.
    this.#devices.put(device);
    const isSigned = await new Promise<boolean>(resolve => {
      const timeout = setTimeout(() => resolve(false), SIGNATURE_TIMEOUT_MS);
      const settle = (signed: boolean): void => {
        clearTimeout(timeout);
        resolve(signed);
      };
      candidate.scanned = { device, settle };
      candidate.connection.send(pairSuccess(phone, device, advSecret));
    });
    if (!isSigned) throw new PhoneActionError('The program that shows this QR code does not answer.');
  }

  /** A stanza on a connection that is not logged in. */
  take(connection: Connection, stanza: BinaryNode): void {
    const scanned = this.#candidates.get(connection)?.scanned;
    if (scanned === undefined || stanza.attrs['id'] !== PAIR_SUCCESS_ID || childOf(stanza, 'pair-device-sign') === undefined) return;
    this.#devices.put({ ...scanned.device, confirmed: true });
    this.#candidates.delete(connection);
    scanned.settle(true);
    // "Restart required": the device comes back at once and logs in.
    connection.end({ tag: 'stream:error', attrs: { code: '515' } });
  }

  forget(connection: Connection): void {
    this.#candidates.get(connection)?.scanned?.settle(false);
    this.#candidates.delete(connection);
  }
}

/** `https://wa.me/settings/linked_devices#<ref>,<noise key>,<identity key>,<adv secret>,<platform>`; older clients show the part after `#`. */
const parseQr = (qr: string): { ref: string; noiseKey: Buffer; identityKey: Buffer; advSecret: Buffer } => {
  const [ref, noise, identity, adv] = qr.slice(qr.indexOf('#') + 1).split(',');
  if (!ref || !noise || !identity || !adv) throw new PhoneActionError('This is not a QR code of WhatsApp.');
  return {
    ref,
    noiseKey: Buffer.from(noise, 'base64'),
    identityKey: Buffer.from(identity, 'base64'),
    advSecret: Buffer.from(adv, 'base64'),
  };
};

/** The phone signs that this device is its own; the secret of the QR code proves that the answer comes from who scanned it. */
const pairSuccess = (phone: PhoneRecord, device: LinkedDevice, advSecret: Buffer): BinaryNode => {
  const account = unpackPair(phone.identity);
  const identity = { rawId: device.device, timestamp: Math.floor(Date.now() / 1000), keyIndex: device.device };
  const details = Buffer.from(proto.ADVDeviceIdentity.encode(identity).finish());
  const signedPart = Buffer.concat([ACCOUNT_SIGNATURE_PREFIX, details, Buffer.from(device.identityKey, 'base64')]);
  const accountSignature = Curve.sign(account.private, signedPart);
  const signed = proto.ADVSignedDeviceIdentity.encode({ details, accountSignatureKey: account.public, accountSignature }).finish();
  const hmac = createHmac('sha256', advSecret).update(signed).digest();
  const content: BinaryNode[] = [
    {
      tag: 'device-identity',
      attrs: {},
      content: Buffer.from(proto.ADVSignedDeviceIdentityHMAC.encode({ details: signed, hmac }).finish()),
    },
    { tag: 'device', attrs: { jid: numberJid(phone.number, device.device), lid: lidJid(phone.lid, device.device) } },
    { tag: 'biz', attrs: { name: phone.name } },
    { tag: 'platform', attrs: { name: 'smba' } },
  ];
  return {
    tag: 'iq',
    attrs: { from: `@${SERVER}`, type: 'set', id: PAIR_SUCCESS_ID },
    content: [{ tag: 'pair-success', attrs: {}, content }],
  };
};
