/** A real Baileys socket for tests: credentials and keys in memory, everything it learns written down. */
import { setTimeout as sleep } from 'node:timers/promises';
import makeWASocket, {
  initAuthCreds,
  proto,
  type AuthenticationCreds,
  type BinaryNode,
  type SignalDataSet,
  type SignalDataTypeMap,
  type SignalKeyStore,
  type WAMessage,
  type WASocket,
} from 'baileys';

const DEADLINE_MS = 15_000;

/** Looks again and again until there is something; fails with `what` at the deadline. */
export const until = async <T>(what: string, look: () => T | undefined | false | null): Promise<T> => {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`never came: ${what}`);
    await sleep(10);
  }
};

const quiet = {
  level: 'silent',
  child: () => quiet,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** What a linked device keeps between connections. */
export class DeviceMemory {
  creds: AuthenticationCreds = initAuthCreds();
  readonly #values = new Map<string, unknown>();

  readonly keys: SignalKeyStore = {
    get: async <T extends keyof SignalDataTypeMap>(type: T, ids: string[]) => {
      const found: { [id: string]: SignalDataTypeMap[T] } = {};
      for (const id of ids) {
        const value = this.#values.get(`${type}/${id}`);
        if (value !== undefined) found[id] = value as SignalDataTypeMap[T];
      }
      return found;
    },
    set: async (data: SignalDataSet) => {
      for (const [type, values] of Object.entries(data)) {
        for (const [id, value] of Object.entries(values)) {
          if (value === null) this.#values.delete(`${type}/${id}`);
          else this.#values.set(`${type}/${id}`, value);
        }
      }
    },
  };

  /** The Signal sessions as they are now: putting them back is what a process does that died before it stored them. */
  snapshotSessions(): () => void {
    const before = [...this.#values].filter(([key]) => key.startsWith('session/'));
    return () => {
      for (const key of [...this.#values.keys()]) if (key.startsWith('session/')) this.#values.delete(key);
      for (const [key, value] of before) this.#values.set(key, value);
    };
  }
}

export class BaileysClient {
  readonly memory: DeviceMemory;
  readonly qrs: string[] = [];
  /** Raw stanzas in the order in which they came. */
  readonly acks: BinaryNode[] = [];
  readonly receipts: BinaryNode[] = [];
  readonly updates: { id: string; status: number }[] = [];
  readonly inbound: { type: string; message: WAMessage }[] = [];
  /** Messages of ours that another device has sent. */
  readonly echoes: WAMessage[] = [];
  readonly sent = new Map<string, WAMessage>();
  isOpen = false;
  /** Status code of the close. */
  closedWith: number | undefined;
  readonly socket: WASocket;

  constructor(url: string, memory: DeviceMemory) {
    this.memory = memory;
    this.socket = makeWASocket({
      auth: { creds: memory.creds, keys: memory.keys },
      waWebSocketUrl: url,
      logger: quiet,
      markOnlineOnConnect: false,
      syncFullHistory: false,
      // The library would fetch what was asked for from WhatsApp's own host.
      shouldSyncHistoryMessage: ({ syncType }) => syncType !== proto.Message.HistorySyncType.ON_DEMAND,
      getMessage: async key => this.sent.get(key.id ?? '')?.message ?? undefined,
    });
    this.socket.ev.on('creds.update', update => Object.assign(memory.creds, update));
    this.socket.ev.on('connection.update', ({ qr, connection, lastDisconnect }) => {
      if (qr !== undefined) this.qrs.push(qr);
      if (connection === 'open') this.isOpen = true;
      if (connection === 'close') {
        this.isOpen = false;
        const error = lastDisconnect?.error as { output?: { statusCode: number } } | undefined;
        this.closedWith = error?.output?.statusCode ?? 0;
      }
    });
    this.socket.ev.on('messages.update', updates => {
      for (const { key, update } of updates) this.updates.push({ id: key.id ?? '', status: Number(update.status) });
    });
    this.socket.ev.on('messages.upsert', ({ type, messages }) => {
      for (const message of messages) {
        if (!message.key.fromMe) this.inbound.push({ type, message });
        else if (!this.sent.has(message.key.id ?? '')) this.echoes.push(message);
      }
    });
    this.socket.ws.on('CB:ack,class:message', (node: BinaryNode) => this.acks.push(node));
    this.socket.ws.on('CB:receipt', (node: BinaryNode) => this.receipts.push(node));
  }

  async opened(): Promise<this> {
    await until('connection open', () => this.isOpen);
    return this;
  }

  closed(): Promise<number> {
    return until('connection close', () => this.closedWith);
  }

  async send(number: string, text: string, messageId: string): Promise<void> {
    const message = await this.socket.sendMessage(`${number}@s.whatsapp.net`, { text, linkPreview: null }, { messageId });
    if (message) this.sent.set(messageId, message);
  }

  ackOf(id: string): Promise<BinaryNode> {
    return until(`ack of ${id}`, () => this.acks.find(ack => ack.attrs['id'] === id));
  }

  /** `delivered`, `read` … in the order in which they came. */
  receiptsOf(id: string): string[] {
    return this.receipts.filter(receipt => receipt.attrs['id'] === id).map(receipt => receipt.attrs['type'] ?? 'delivered');
  }

  async close(): Promise<void> {
    void this.socket.end(undefined);
    await this.closed();
  }
}

/** Shows a QR code, has it scanned, and comes back as a linked device. */
export const pair = async (url: string, scan: (qr: string) => Promise<unknown>): Promise<BaileysClient> => {
  const memory = new DeviceMemory();
  const pairing = new BaileysClient(url, memory);
  await scan(await until('QR code', () => pairing.qrs[0]));
  await until('restart required', () => pairing.closedWith === 515);
  return new BaileysClient(url, memory).opened();
};
