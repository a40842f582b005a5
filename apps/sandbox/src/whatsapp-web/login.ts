/**
 * A linked device comes back. Troubles (`method: 'login'`, `to` = the company's number): `refuse` with `<failure reason=code>` (503 when none is
 * given; 401 unlinked, 402 temporary ban, 403 locked, 405 outdated) · `close` with `<stream:error code>` (503) · `drop` never answered ·
 * `delay` answered after `ms`.
 */
import type { FaultRule, Faults } from '../kernel/faults.ts';
import type { Store } from '../kernel/store.ts';
import type { Connection } from './connection.ts';
import type { Devices, LinkedDevice } from './devices.ts';
import { historySync } from './history-sync.ts';
import type { Mailbox } from './mailbox.ts';
import type { ClientFinish } from './noise-server.ts';
import { lidJid, type PhoneBook } from './phone-book.ts';
import { seconds } from './stanza.ts';

const TROUBLES = ['refuse', 'close', 'drop', 'delay'] as const satisfies FaultRule['do'][];
const LOGGED_OUT = '401';
const UNAVAILABLE = '503';

export class Login {
  readonly #store: Store;
  readonly #phones: PhoneBook;
  readonly #devices: Devices;
  readonly #mailbox: Mailbox;
  readonly #faults: Faults;
  readonly #loggedIn = new WeakMap<Connection, LinkedDevice>();

  constructor(store: Store, phones: PhoneBook, devices: Devices, mailbox: Mailbox, faults: Faults) {
    this.#store = store;
    this.#phones = phones;
    this.#devices = devices;
    this.#mailbox = mailbox;
    this.#faults = faults;
  }

  begin(connection: Connection, { payload, noiseKey }: ClientFinish): void {
    const number = String(payload.username ?? '');
    const fault = this.#faults.hit({ service: 'whatsapp-web', method: 'login', to: number }, TROUBLES);
    if (fault?.do === 'drop') return;
    if (fault?.do === 'refuse') return refuse(connection, fault.code ?? UNAVAILABLE);
    if (fault?.do === 'close') return connection.end({ tag: 'stream:error', attrs: { code: fault.code ?? UNAVAILABLE } });
    const device = this.#devices.get(number, payload.device ?? 0);
    if (device === undefined || device.noiseKey !== noiseKey.toString('base64')) return refuse(connection, LOGGED_OUT);
    if (fault?.do === 'delay') setTimeout(() => this.#welcome(connection, device), fault.ms ?? 0).unref();
    else this.#welcome(connection, device);
  }

  /** Whose connection this is; undefined before the login and after an unlink. */
  deviceOf(connection: Connection): LinkedDevice | undefined {
    return this.#loggedIn.get(connection);
  }

  #welcome(connection: Connection, device: LinkedDevice): void {
    const phone = this.#phones.get(device.number);
    if (phone === undefined || !connection.isOpen) return;
    this.#loggedIn.set(connection, device);
    const older = this.#mailbox.connect(device.number, device.device, connection);
    older?.end({ tag: 'stream:error', attrs: {}, content: [{ tag: 'conflict', attrs: { type: 'replaced' } }] });
    connection.send({ tag: 'success', attrs: { t: seconds(Date.now()), lid: lidJid(phone.lid, device.device) } });
    const waiting = this.#mailbox.sendWaiting(device.number, device.device);
    connection.send({ tag: 'ib', attrs: {}, content: [{ tag: 'offline', attrs: { count: String(waiting) } }] });
    this.#store.transaction(() => {
      if (!device.hasHistory) this.#mailbox.put(device.number, device.device, historySync(phone, device.device));
      this.#devices.put({ ...device, confirmed: true, hasHistory: true });
    });
  }
}

const refuse = (connection: Connection, reason: string): void => connection.end({ tag: 'failure', attrs: { reason } });
