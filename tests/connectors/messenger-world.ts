/** A simulated messenger in a folder of its own, and sessions of a connector with it: what every messenger's tests do alike. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type AccountId, type Connector, type Session } from '@olchat/domain';
import { MemorySessionStore, RecordedEvents, until } from '@olchat/domain/testing';
import type { FaultRule, Faults } from '../../apps/sandbox/src/kernel/faults.ts';
import type { Ledger } from '../../apps/sandbox/src/kernel/ledger.ts';
import type { Phone, PhoneAction, PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';

/** One account with what it stores and reports. */
export interface Line {
  store: MemorySessionStore;
  events: RecordedEvents;
  session: Session;
}

export interface OpenOptions<Timings> {
  /** From an earlier one: no new login is needed. */
  store?: MemorySessionStore;
  address?: string | null;
  timings?: Partial<Timings>;
}

export interface SimulatedMessenger {
  url: string;
  ledger: Ledger;
  faults: Faults;
  close(): Promise<void>;
}

export interface WorldParts<Server> {
  service: FaultRule['service'];
  /** What the addresses of its phones begin with. */
  prefix: string;
  folder: string;
  server: Server;
  start: (folder: string, port: number) => Promise<Server>;
  phones: (server: Server) => { get(address: string): Phone | undefined; act(address: string, action: PhoneAction): Promise<Phone> };
}

export const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `olchat-${name}-`));

export abstract class MessengerWorld<Server extends SimulatedMessenger, Timings> {
  readonly #parts: WorldParts<Server>;
  readonly #sessions: Session[] = [];
  #server: Server;

  protected constructor(parts: WorldParts<Server>) {
    this.#parts = parts;
    this.#server = parts.server;
  }

  abstract connector(timings?: Partial<Timings>): Connector;

  get server(): Server {
    return this.#server;
  }

  protected openLine({ store = new MemorySessionStore(), address = null, timings = {} }: OpenOptions<Timings> = {}): Line {
    const events = new RecordedEvents();
    const session = this.connector(timings).open({ id: newId<AccountId>(), address }, store, events);
    this.#sessions.push(session);
    return { store, events, session };
  }

  /** The company's phone scans the code that is shown now. */
  protected async scanWith(phone: string, { events }: Line, after: number): Promise<void> {
    await until('a code is shown', () => events.steps.slice(after).some(step => step.kind === 'QR'));
    const step = events.steps.findLast(one => one.kind === 'QR');
    if (step?.kind === 'QR') await this.act(phone, { do: 'scan', qr: step.qr });
  }

  async act(phone: string, action: PhoneAction): Promise<void> {
    await this.#phones.act(`${this.#parts.prefix}:${phone}`, action);
  }

  trouble(...rules: Omit<FaultRule, 'service'>[]): void {
    this.#server.faults.add(rules.map(rule => ({ service: this.#parts.service, times: 1, ...rule })));
  }

  /** What the server took, in order. */
  ledger(method: string) {
    return this.#server.ledger.rows().filter(row => row.method === method);
  }

  /** As the client's phone shows them: `in` came to it, `out` he wrote. */
  protected messagesOf(phone: string, direction: PhoneMessage['direction']): PhoneMessage[] {
    const messages = this.#phones.get(`${this.#parts.prefix}:${phone}`)?.messages ?? [];
    return messages.filter(message => message.direction === direction);
  }

  /** Dies and comes back at the same address with everything that it stored. */
  async restartServer(meanwhile: () => void = () => undefined): Promise<void> {
    const port = Number(new URL(this.#server.url).port);
    await this.#server.close();
    meanwhile();
    this.#server = await this.#parts.start(this.#parts.folder, port);
  }

  async end(): Promise<void> {
    await Promise.all(this.#sessions.map(session => session.close()));
    await this.#server.close();
    rmSync(this.#parts.folder, { recursive: true, force: true });
  }

  get #phones() {
    return this.#parts.phones(this.#server);
  }
}

export const isConnected = ({ events }: Pick<Line, 'events'>): boolean => events.current?.state === 'CONNECTED';
