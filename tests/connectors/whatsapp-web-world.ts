/** A simulated WhatsApp server with one client, companies that log in, and connectors to it: unpatched Baileys over a real WebSocket. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { whatsAppWebConnector, whatsAppWebProfile, type Timings } from '@olchat/connector-whatsapp-web';
import { newId, type AccountId, type Connector, type MessageId, type OutgoingMessage, type Session } from '@olchat/domain';
import { MemorySessionStore, RecordedEvents, until } from '@olchat/domain/testing';
import type { FaultRule } from '../../apps/sandbox/src/kernel/faults.ts';
import type { PhoneAction, PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';
import { ensureMediaCertificate } from '../../apps/sandbox/src/whatsapp-web/media-certificate.ts';
import { startStandalone, type Standalone } from '../../apps/sandbox/src/whatsapp-web/standalone.ts';

export const COMPANY = '79990000001';
export const OTHER_COMPANY = '79990000002';
export const CLIENT = '79261112233';
export const NOBODY = '79260000000';

const TIMINGS: Partial<Timings> = { ackTimeoutMs: 1_500, queryTimeoutMs: 1_500, reconnectMinMs: 20, reconnectMaxMs: 200 };

/** One account with what it stores and reports. */
export interface Line {
  number: string;
  store: MemorySessionStore;
  events: RecordedEvents;
  session: Session;
}

interface OpenOptions {
  store?: MemorySessionStore;
  address?: string | null;
  timings?: Partial<Timings>;
}

export class WhatsAppWorld {
  #server: Standalone;
  readonly #folder: string;
  readonly #sessions: Session[] = [];

  private constructor(server: Standalone, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<WhatsAppWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'olchat-whatsapp-web-'));
    await trustMediaServer(folder);
    const world = new WhatsAppWorld(await startStandalone({ folder }), folder);
    const { server } = world;
    server.auto.set({ deliverAfterMs: null, readAfterMs: null });
    server.server.ensureCompanyPhone(COMPANY, 'Компания');
    server.server.ensureCompanyPhone(OTHER_COMPANY, 'Другая компания');
    server.server.ensureClient(CLIENT, 'Мария');
    return world;
  }

  get server(): Standalone {
    return this.#server;
  }

  connector(timings: Partial<Timings> = {}): Connector {
    const { url } = this.#server;
    return whatsAppWebConnector({ webSocketUrl: url, privateHosts: [new URL(url).host], timings: { ...TIMINGS, ...timings } });
  }

  /** Opens a session; `store` from an earlier one needs no new login. */
  open(number: string, { store = new MemorySessionStore(), address = null, timings = {} }: OpenOptions = {}): Line {
    const events = new RecordedEvents();
    const session = this.connector(timings).open({ id: newId<AccountId>(), address }, store, events);
    this.#sessions.push(session);
    return { number, store, events, session };
  }

  async logIn(number: string, options: OpenOptions = {}): Promise<Line> {
    const line = this.open(number, options);
    await this.scan(line);
    await until('the account is connected', () => isConnected(line));
    return line;
  }

  /** The company's phone scans the code that is shown now. */
  async scan({ number, events }: Line, after = 0): Promise<void> {
    await until('a code is shown', () => events.steps.slice(after).some(step => step.kind === 'QR'));
    const step = events.steps.findLast(one => one.kind === 'QR');
    if (step?.kind === 'QR') await this.act(number, { do: 'scan', qr: step.qr });
  }

  async act(number: string, action: PhoneAction): Promise<void> {
    await this.#server.server.phones.act(`whatsapp:${number}`, action);
  }

  trouble(...rules: Omit<FaultRule, 'service'>[]): void {
    this.#server.faults.add(rules.map(rule => ({ service: 'whatsapp-web', times: 1, ...rule })));
  }

  /** What the server took, in order. */
  accepted(): { externalMessageId: string; text: string | null }[] {
    const rows = this.#server.ledger.rows().filter(row => row.method === 'message');
    return rows.map(row => ({ externalMessageId: row.externalId ?? '', text: (row.body as { text: string | null }).text }));
  }

  /** The client's phone: what came to it, and what he wrote. */
  received(): PhoneMessage[] {
    return this.#messages('in');
  }

  written(): PhoneMessage[] {
    return this.#messages('out');
  }

  #messages(direction: PhoneMessage['direction']): PhoneMessage[] {
    const phone = this.#server.server.phones.get(`whatsapp:${CLIENT}`);
    return phone?.messages.filter(message => message.direction === direction) ?? [];
  }

  /** The server dies and comes back at the same address with what it remembers. */
  async restartServer(): Promise<void> {
    const port = Number(new URL(this.#server.url).port);
    await this.#server.close();
    this.#server = await startStandalone({ folder: this.#folder, port });
  }

  async end(): Promise<void> {
    await Promise.all(this.#sessions.map(session => session.close()));
    await this.#server.close();
    rmSync(this.#folder, { recursive: true });
  }
}

/** What NODE_EXTRA_CA_CERTS does for a program, done for this process, which has begun already. */
async function trustMediaServer(folder: string): Promise<void> {
  const { certificate } = await ensureMediaCertificate(folder);
  setDefaultCACertificates([...getCACertificates('bundled'), certificate]);
}

export const isConnected = ({ events }: Line): boolean => events.current?.state === 'CONNECTED';

export function messageTo(number: string, text: string): OutgoingMessage {
  const messageId = newId<MessageId>();
  return {
    messageId,
    externalMessageId: whatsAppWebProfile.externalMessageId(messageId),
    address: `+${number}`,
    messengerAddress: null,
    text,
    file: null,
  };
}
