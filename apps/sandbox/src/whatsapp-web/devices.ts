/** Linked devices of phones: who they are at login, and the keys they have uploaded for others to write to them. */
import { encodeBigEndian, type BinaryNode } from 'baileys';
import type { Collection, Store } from '../kernel/store.ts';
import { childOf, childrenOf, fromStored, toStored, type StoredStanza } from './stanza.ts';

/** WhatsApp's own limit: up to four linked devices besides the phone. */
export const MAX_LINKED_DEVICES = 4;

export interface LinkedDevice {
  /** Number of the phone. */
  number: string;
  /** From 1; never given twice. */
  device: number;
  /** Base64; a login must come with this key. */
  noiseKey: string;
  identityKey: string;
  registrationId: number;
  /** False between the scan and the device's signature. */
  confirmed: boolean;
  /** The phone has sent its history, once, after the first login. */
  hasHistory: boolean;
}

interface Bundle {
  signedPreKey: StoredStanza;
  preKeys: StoredStanza[];
}

export const deviceKey = (number: string, device: number): string => `${number}:${device}`;

export class Devices {
  readonly #store: Store;
  readonly #devices: Collection<LinkedDevice>;
  readonly #bundles: Collection<Bundle>;

  constructor(store: Store) {
    this.#store = store;
    this.#devices = store.collection('whatsapp-web.device');
    this.#bundles = store.collection('whatsapp-web.bundle');
  }

  /** A new device number of this phone, never given before. */
  nextDevice(number: string): number {
    return this.#store.next(`whatsapp-web.device.${number}`);
  }

  put(device: LinkedDevice): void {
    this.#devices.put(deviceKey(device.number, device.device), device);
  }

  get(number: string, device: number): LinkedDevice | undefined {
    return this.#devices.get(deviceKey(number, device));
  }

  linked(number: string): LinkedDevice[] {
    return this.#devices.values(`${number}:`).filter(device => device.confirmed);
  }

  unlink(number: string, device: number): void {
    const key = deviceKey(number, device);
    this.#devices.delete(key);
    this.#bundles.delete(key);
  }

  /** `<iq xmlns=encrypt type=set>` with new one-time keys, or a `rotate` with a new signed key only. */
  upload(device: LinkedDevice, iq: BinaryNode): void {
    const key = deviceKey(device.number, device.device);
    const signed = childOf(iq, 'skey') ?? childOf(childOf(iq, 'rotate'), 'skey');
    const known = this.#bundles.get(key);
    const signedPreKey = signed === undefined ? known?.signedPreKey : toStored(signed);
    if (signedPreKey === undefined) return;
    const added = childrenOf(childOf(iq, 'list'), 'key').map(toStored);
    this.#bundles.put(key, { signedPreKey, preKeys: [...(known?.preKeys ?? []), ...added] });
  }

  /** Before its first upload nobody can write to a device. */
  hasKeys(number: string, device: number): boolean {
    return this.#bundles.get(deviceKey(number, device)) !== undefined;
  }

  preKeyCount(device: LinkedDevice): number {
    return this.#bundles.get(deviceKey(device.number, device.device))?.preKeys.length ?? 0;
  }

  /** What another device needs to write to this one. Each one-time key is given once; without any the signed key must do. */
  takeBundle(number: string, device: number): BinaryNode[] | undefined {
    const key = deviceKey(number, device);
    const linked = this.#devices.get(key);
    const bundle = this.#bundles.get(key);
    if (linked === undefined || bundle === undefined) return undefined;
    const [preKey, ...rest] = bundle.preKeys;
    this.#bundles.put(key, { ...bundle, preKeys: rest });
    return [
      { tag: 'registration', attrs: {}, content: encodeBigEndian(linked.registrationId) },
      { tag: 'type', attrs: {}, content: Buffer.from([5]) },
      { tag: 'identity', attrs: {}, content: Buffer.from(linked.identityKey, 'base64') },
      fromStored(bundle.signedPreKey),
      ...(preKey === undefined ? [] : [fromStored(preKey)]),
    ];
  }
}

/** A big-endian number as pairing data carries it. */
export const bigEndian = (bytes: Uint8Array | null | undefined): number => {
  const buffer = Buffer.from(bytes ?? []);
  return buffer.length === 0 ? 0 : buffer.readUIntBE(0, buffer.length);
};
