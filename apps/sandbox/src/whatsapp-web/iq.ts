/**
 * Questions of a logged-in device. Every one is answered, or Baileys waits for a minute. Troubles by `method`: `usync.contact` (number check),
 * `usync.devices` (device list before a send), `usync.lid`, `picture` (the picture of a person), and `iq` for any question at all:
 * `drop` never answered · `delay` answered after `ms` · `refuse` answered with an error `code` (429 when none is given).
 */
import { encodeBigEndian } from 'baileys';
import type { FaultRule, Faults } from '../kernel/faults.ts';
import type { Connection } from './connection.ts';
import type { Devices, LinkedDevice } from './devices.ts';
import { MEDIA_AUTH } from './media-server.ts';
import { unpackPair, type PhoneBook, type PhoneRecord } from './phone-book.ts';
import { childOf, childrenOf, iqError, personJid, SERVER, type Stanza } from './stanza.ts';
import type { Usync } from './usync.ts';

const TROUBLES = ['drop', 'delay', 'refuse'] as const satisfies FaultRule['do'][];
const RATE_OVERLIMIT = '429';
const BAD_REQUEST = '400';
const NOT_AUTHORIZED = '401';
const ITEM_NOT_FOUND = '404';
const PICTURE = 'w:profile:picture';

/** Numbers of stored GraphQL queries that WhatsApp Web asks by, and what an unrestricted account gets. */
const ACCOUNT_STANDING = {
  data: {
    xwa2_fetch_account_reachout_timelock: { is_active: false },
    xwa2_message_capping_info: { total_quota: 30, used_quota: 0, capping_status: 'NONE' },
  },
};

export interface IqParts {
  phones: PhoneBook;
  devices: Devices;
  usync: Usync;
  faults: Faults;
  /** `host:port` of the media server. */
  mediaHost(): string | undefined;
  /** The device asked to be removed from the phone. */
  unlink(device: LinkedDevice): void;
}

export class Iq {
  readonly #parts: IqParts;

  constructor(parts: IqParts) {
    this.#parts = parts;
  }

  answer(connection: Connection, device: LinkedDevice, iq: Stanza): void {
    const fault = this.#fault(device, iq);
    if (fault?.do === 'drop') return;
    const refusal = fault?.do === 'refuse' ? (fault.code ?? RATE_OVERLIMIT) : this.#refusal(iq);
    const reply = refusal === null ? iqReply(iq, 'result', this.#result(device, iq)) : iqReply(iq, 'error', [iqError(refusal)]);
    if (fault?.do === 'delay') setTimeout(() => connection.send(reply), fault.ms ?? 0).unref();
    else connection.send(reply);
  }

  #fault(device: LinkedDevice, iq: Stanza): FaultRule | undefined {
    const { faults, usync } = this.#parts;
    const hit = (method: string, to: string): FaultRule | undefined => faults.hit({ service: 'whatsapp-web', method, to }, TROUBLES);
    if (iq.attrs['xmlns'] === PICTURE) {
      const number = this.#target(iq)?.number ?? '';
      return hit('picture', number) ?? hit('iq', number);
    }
    if (iq.attrs['xmlns'] !== 'usync') return hit('iq', device.number);
    const { method, numbers } = usync.question(iq);
    // A device look-up names sender and recipient; a rule for the recipient must hit as well.
    for (const number of numbers) {
      const rule = hit(method, number) ?? hit('iq', number);
      if (rule !== undefined) return rule;
    }
    return undefined;
  }

  /** A code of the server's own; null: it answers. */
  #refusal(iq: Stanza): string | null {
    if (iq.attrs['xmlns'] !== PICTURE) return null;
    const { type, query } = childOf(iq, 'picture')?.attrs ?? {};
    if (iq.attrs['type'] !== 'get' || query !== 'url' || (type !== 'image' && type !== 'preview')) return BAD_REQUEST;
    const phone = this.#target(iq);
    if (phone?.picture === undefined) return ITEM_NOT_FOUND;
    return phone.picture === null || phone.blocked ? NOT_AUTHORIZED : null;
  }

  /** Whose picture is asked for; undefined: nobody is at this address. */
  #target(iq: Stanza): PhoneRecord | undefined {
    const jid = personJid(iq.attrs['target']);
    return jid === undefined ? undefined : this.#parts.phones.byJid(jid);
  }

  #picture(iq: Stanza): Stanza[] {
    const path = this.#target(iq)?.picture ?? '';
    const { type = 'image' } = childOf(iq, 'picture')?.attrs ?? {};
    const url = `https://${this.#parts.mediaHost() ?? ''}${path}`;
    return [{ tag: 'picture', attrs: { id: '1', type, url, direct_path: path } }];
  }

  #result(device: LinkedDevice, iq: Stanza): Stanza[] {
    switch (iq.attrs['xmlns']) {
      case PICTURE:
        return this.#picture(iq);
      case 'encrypt':
        return this.#encrypt(device, iq);
      case 'usync':
        return this.#parts.usync.answer(iq);
      case 'privacy':
        return [{ tag: 'privacy', attrs: {}, content: [{ tag: 'category', attrs: { name: 'readreceipts', value: 'all' } }] }];
      case 'abt':
        return [{ tag: 'props', attrs: { hash: 'sandbox' }, content: [] }];
      case 'blocklist':
        return [{ tag: 'list', attrs: {}, content: [] }];
      case 'w:m':
        return [mediaConnection(this.#parts.mediaHost())];
      case 'w:mex':
        return [{ tag: 'result', attrs: {}, content: Buffer.from(JSON.stringify(ACCOUNT_STANDING)) }];
      case 'w:sync:app:state':
        return [{ tag: 'sync', attrs: {}, content: childrenOf(childOf(iq, 'sync'), 'collection').map(unchanged) }];
      case 'md':
        if (childOf(iq, 'remove-companion-device') !== undefined) this.#parts.unlink(device);
        return [];
      default:
        return [];
    }
  }

  /** Keys: how many of ours are left, are they intact, here are new ones, give me those of others. */
  #encrypt(device: LinkedDevice, iq: Stanza): Stanza[] {
    const { devices } = this.#parts;
    if (iq.attrs['type'] === 'set') {
      devices.upload(device, iq);
      return [];
    }
    const question = childrenOf(iq)[0];
    switch (question?.tag) {
      case 'count':
        return [{ tag: 'count', attrs: { value: String(devices.preKeyCount(device)) } }];
      case 'digest':
        return [{ tag: 'digest', attrs: {} }];
      case 'key':
        return [{ tag: 'list', attrs: {}, content: childrenOf(question, 'user').flatMap(user => this.#keysOf(user.attrs['jid'])) }];
      default:
        return [];
    }
  }

  /** Nobody has keys for an address that does not exist: it is left out. */
  #keysOf(address: string | undefined): Stanza[] {
    const { phones, devices } = this.#parts;
    const jid = personJid(address);
    const phone = jid === undefined ? undefined : phones.byJid(jid);
    if (address === undefined || jid === undefined || phone === undefined) return [];
    if (jid.device !== 0) {
      const bundle = devices.takeBundle(phone.number, jid.device);
      return bundle === undefined ? [] : [{ tag: 'user', attrs: { jid: address }, content: bundle }];
    }
    const { identity, signedPreKey, preKey, registrationId } = phone;
    const content: Stanza[] = [
      { tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) },
      { tag: 'type', attrs: {}, content: Buffer.from([5]) },
      { tag: 'identity', attrs: {}, content: unpackPair(identity).public },
      keyNode('skey', signedPreKey.id, unpackPair(signedPreKey.pair).public, Buffer.from(signedPreKey.signature, 'base64')),
      keyNode('key', preKey.id, unpackPair(preKey.pair).public),
    ];
    return [{ tag: 'user', attrs: { jid: address }, content }];
  }
}

const mediaConnection = (hostname: string | undefined): Stanza => {
  const host: Stanza[] = hostname === undefined ? [] : [{ tag: 'host', attrs: { hostname, maxContentLengthBytes: '104857600' } }];
  return { tag: 'media_conn', attrs: { auth: MEDIA_AUTH, ttl: '300' }, content: host };
};

/** Archived chats, muted ones and the like: nothing has happened since the device's version. */
const unchanged = ({ attrs }: Stanza): Stanza => ({
  tag: 'collection',
  attrs: { name: attrs['name'] ?? '', version: attrs['version'] ?? '0', type: 'result' },
});

const keyNode = (tag: 'key' | 'skey', id: number, value: Buffer, signature?: Buffer): Stanza => ({
  tag,
  attrs: {},
  content: [
    { tag: 'id', attrs: {}, content: encodeBigEndian(id, 3) },
    { tag: 'value', attrs: {}, content: value },
    ...(signature === undefined ? [] : [{ tag: 'signature', attrs: {}, content: signature }]),
  ],
});

const iqReply = (iq: Stanza, type: 'result' | 'error', content: Stanza[]): Stanza => ({
  tag: 'iq',
  attrs: { from: iq.attrs['to'] ?? `@${SERVER}`, id: iq.attrs['id'] ?? '', type },
  content,
});
