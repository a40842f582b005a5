/** The simulated WhatsApp Web server: unpatched Baileys connects to it over a plain `ws://`. */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Auto } from '../kernel/auto.ts';
import type { Faults } from '../kernel/faults.ts';
import type { Ledger } from '../kernel/ledger.ts';
import type { Phones } from '../kernel/phones.ts';
import type { Store } from '../kernel/store.ts';
import { ClientBehaviour } from './client-behaviour.ts';
import { ClientPhones } from './client-phones.ts';
import { Connection, type ConnectionHandlers } from './connection.ts';
import { Devices, type LinkedDevice } from './devices.ts';
import { Inbox } from './inbox.ts';
import { Iq } from './iq.ts';
import { silenceLibsignal } from './libsignal-noise.ts';
import { Login } from './login.ts';
import { Mailbox } from './mailbox.ts';
import { MediaServer } from './media-server.ts';
import { Messages } from './messages.ts';
import { Pairing } from './pairing.ts';
import { PhoneBook } from './phone-book.ts';
import { PhoneHistory } from './phone-history.ts';
import { PhoneWriting } from './phone-writing.ts';
import { Receipts } from './receipts.ts';
import { SignalSessions } from './signal-sessions.ts';
import type { Stanza } from './stanza.ts';
import { Usync } from './usync.ts';

export interface WhatsAppWebOptions {
  /** Where files and the certificate of the media server lie. */
  folder: string;
  store: Store;
  ledger: Ledger;
  faults: Faults;
  auto: Auto;
  /** Default: console.error. */
  log?: (text: string) => void;
}

export class WhatsAppWeb {
  readonly #store: Store;
  readonly #ledger: Ledger;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #connections = new Set<Connection>();
  readonly #handlers: ConnectionHandlers;
  readonly #phoneBook: PhoneBook;
  readonly #devices: Devices;
  readonly #mailbox: Mailbox;
  readonly #media: MediaServer;
  readonly #inbox: Inbox;
  readonly #receipts: Receipts;
  readonly #behaviour: ClientBehaviour;
  readonly #histories: PhoneHistory;
  readonly #messages: Messages;
  readonly #pairing: Pairing;
  readonly #login: Login;
  readonly #iq: Iq;
  readonly #phones: ClientPhones;

  constructor({ folder, store, ledger, faults, auto, log = console.error }: WhatsAppWebOptions) {
    silenceLibsignal();
    const changed = (number: string): void => this.#phones.changed(number);
    this.#store = store;
    this.#ledger = ledger;
    this.#phoneBook = new PhoneBook(store);
    this.#devices = new Devices(store);
    this.#mailbox = new Mailbox(store);
    this.#inbox = new Inbox(store);
    this.#media = new MediaServer({ folder, faults, log });
    this.#pairing = new Pairing(this.#devices);
    this.#login = new Login(store, this.#phoneBook, this.#devices, this.#mailbox, faults);
    this.#receipts = new Receipts(store, this.#phoneBook, this.#devices, this.#mailbox, faults);
    this.#behaviour = new ClientBehaviour(store, this.#phoneBook, this.#inbox, this.#receipts, auto, changed);
    const parts = {
      store,
      ledger,
      faults,
      phones: this.#phoneBook,
      devices: this.#devices,
      mailbox: this.#mailbox,
      media: this.#media,
      inbox: this.#inbox,
      receipts: this.#receipts,
      behaviour: this.#behaviour,
      pairing: this.#pairing,
    };
    const sessions = new SignalSessions(store);
    this.#histories = new PhoneHistory({ ...parts, sessions, log });
    this.#messages = new Messages({ ...parts, sessions, histories: this.#histories, changed, log });
    const writing = new PhoneWriting({ ...parts, changed });
    this.#phones = new ClientPhones({ ...parts, writing, histories: this.#histories });
    const usync = new Usync(this.#phoneBook, this.#devices, ledger);
    this.#iq = new Iq({ ...parts, usync, mediaHost: () => this.#media.host, unlink: device => this.#unlink(device) });
    this.#handlers = {
      onClient: (connection, client) => {
        if (client.payload.devicePairingData) this.#pairing.begin(connection, client);
        else this.#login.begin(connection, client);
      },
      onStanza: (connection, stanza) => this.#take(connection, stanza),
      onClosed: connection => this.#forget(connection),
      log,
    };
    this.#receipts.start();
    this.#behaviour.start();
  }

  /** Files can be sent and fetched from here on. */
  async start(): Promise<void> {
    await this.#media.listen();
  }

  /** `host:port`; undefined before it listens. */
  get mediaHost(): string | undefined {
    return this.#media.host;
  }

  /** WS /whatsapp-web; called by the sandbox's HTTP server on `upgrade`. */
  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, socket, head, webSocket => {
      this.#connections.add(new Connection(webSocket, this.#handlers));
    });
  }

  /** Addresses are `whatsapp:<digits>`. */
  get phones(): Phones {
    return this.#phones;
  }

  /** Seed: makes the phone if it is not there. */
  ensureClient(number: string, name: string): void {
    this.#phoneBook.ensure(number, name, 'client');
  }

  /** Seed: what a person shows of himself, null of one who hides it. Stays as it is where there is one. */
  async ensurePicture(number: string, bytes: Buffer | null): Promise<void> {
    if (this.#phoneBook.get(number)?.picture !== undefined) return;
    this.#phoneBook.change(number, { picture: bytes === null ? null : await this.#media.keepPicture(bytes) });
  }

  ensureCompanyPhone(number: string, name: string): void {
    this.#phoneBook.ensure(number, name, 'company');
  }

  /** What a person does on his phone under «Linked devices»: each of them is logged out (401) and must be linked anew. */
  unlinkDevices(number: string): void {
    for (const device of this.#devices.linked(number)) this.#unlink(device);
  }

  /** POST /control/reset: messages and behaviour of clients as in the seed; pairings, keys, Signal sessions and ids stay. */
  resetMessages(): void {
    this.#store.transaction(() => {
      this.#inbox.clear();
      this.#mailbox.clear();
      this.#receipts.clear();
      this.#histories.clear();
      this.#behaviour.clear();
      for (const { number } of this.#phoneBook.list()) this.#phoneBook.change(number, { online: true, blocked: false });
    });
    for (const { number } of this.#phoneBook.list()) this.#phones.changed(number);
  }

  /** Cuts every connection; nothing touches the store afterwards. */
  async close(): Promise<void> {
    this.#receipts.stop();
    this.#behaviour.stop();
    this.#mailbox.close();
    await Promise.all([...this.#connections].map(connection => connection.cut()));
    this.#sockets.close();
    await this.#media.close();
  }

  async #take(connection: Connection, stanza: Stanza): Promise<void> {
    const device = this.#login.deviceOf(connection);
    if (device === undefined) return this.#pairing.take(connection, stanza);
    const { number, device: own } = device;
    const { id, type } = stanza.attrs;
    switch (stanza.tag) {
      case 'message':
        return this.#messages.take(connection, device, stanza);
      case 'iq':
        if (type === 'get' || type === 'set') this.#iq.answer(connection, device, stanza);
        return;
      case 'ack':
        return this.#mailbox.taken(number, own, stanza.attrs['class'] ?? '', id, stanza.attrs['class'] === 'message' ? undefined : type);
      case 'receipt':
        // The device has a message that came in; the server confirms the receipt.
        this.#mailbox.taken(number, own, 'message', id);
        if (type === 'read')
          this.#ledger.append({ service: 'whatsapp-web', method: 'read', externalId: id ?? '', to: stanza.attrs['to'] ?? '' });
        connection.send({ tag: 'ack', attrs: { class: 'receipt', id: id ?? '', from: stanza.attrs['to'] ?? '', ...(type && { type }) } });
    }
  }

  #unlink({ number, device }: LinkedDevice): void {
    const connection = this.#mailbox.connectionOf(number, device);
    this.#store.transaction(() => {
      this.#devices.unlink(number, device);
      this.#mailbox.forget(number, device);
    });
    const conflict: Stanza = { tag: 'conflict', attrs: { type: 'device_removed' } };
    connection?.end({ tag: 'stream:error', attrs: { code: '401' }, content: [conflict] });
    this.#phones.changed(number);
  }

  #forget(connection: Connection): void {
    this.#connections.delete(connection);
    this.#pairing.forget(connection);
    this.#mailbox.disconnect(connection);
  }
}
