/** A simulated Telegram with clients and companies that log in, and connectors to it: the real library over the seam of its client. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { telegramConnector, telegramProfile, type Timings } from '@olchat/connector-telegram';
import { newId, type AccountId, type Connector, type MessageId, type OutgoingMessage, type Session } from '@olchat/domain';
import { MemorySessionStore, RecordedEvents, until } from '@olchat/domain/testing';
import type { FaultRule } from '../../apps/sandbox/src/kernel/faults.ts';
import type { Phone, PhoneAction, PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';
import { SimulatedClient } from '../../apps/sandbox/src/telegram/client.ts';
import { startStandaloneTelegram, type StandaloneTelegram } from '../../apps/sandbox/src/telegram/standalone.ts';

export const COMPANY = { userId: 700_000_091, phone: '79000000091' };
export const GUARDED = { userId: 700_000_092, phone: '79000000092', password: 'верный пароль' };
export const CLIENT = '700000011';
export const STRANGER = '700000012';

const TIMINGS: Partial<Timings> = {
  answerMs: 1_000,
  queryMs: 1_500,
  reconnectMinMs: 20,
  reconnectMaxMs: 200,
  syncPauseMs: 0,
  readTimePauseMs: 0,
  closeMs: 1_000,
};

/** One account with what it stores and reports. */
export interface Line {
  store: MemorySessionStore;
  events: RecordedEvents;
  session: Session;
}

interface OpenOptions {
  store?: MemorySessionStore;
  address?: string | null;
  timings?: Partial<Timings>;
}

export class TelegramWorld {
  #server: StandaloneTelegram;
  readonly #folder: string;
  readonly #sessions: Session[] = [];

  private constructor(server: StandaloneTelegram, folder: string) {
    this.#server = server;
    this.#folder = folder;
  }

  static async start(): Promise<TelegramWorld> {
    const folder = mkdtempSync(join(tmpdir(), 'olchat-telegram-'));
    const world = new TelegramWorld(await startStandaloneTelegram(folder), folder);
    const { telegram, auto } = world.#server;
    auto.set({ deliverAfterMs: null, readAfterMs: null });
    telegram.ensurePerson({ ...COMPANY, name: 'Отдел продаж', username: 'sales_demo', role: 'company', contacts: [Number(CLIENT)] });
    telegram.ensurePerson({ ...GUARDED, name: 'Бухгалтерия', role: 'company', contacts: [Number(CLIENT)] });
    telegram.ensurePerson({ userId: Number(CLIENT), name: 'Иван Петров', username: 'Ivan_Petrov_demo', phone: '79000000011' });
    telegram.ensurePerson({ userId: Number(STRANGER), name: 'Елена Соколова', username: 'elena_demo', phone: '79000000012' });
    telegram.ensurePerson({ userId: 700_000_016, name: 'Никита Скрытный', phone: '79000000016', hidesNumber: true });
    telegram.ensurePerson({ userId: 700_000_099, name: 'Справка', username: 'help_demo_bot', isBot: true });
    return world;
  }

  get server(): StandaloneTelegram {
    return this.#server;
  }

  connector(timings: Partial<Timings> = {}): Connector {
    return telegramConnector({
      application: null,
      client: parts => new SimulatedClient(this.#server.url, parts),
      timings: { ...TIMINGS, ...timings },
    });
  }

  open({ store = new MemorySessionStore(), address = null, timings = {} }: OpenOptions = {}): Line {
    const events = new RecordedEvents();
    const session = this.connector(timings).open({ id: newId<AccountId>(), address }, store, events);
    this.#sessions.push(session);
    return { store, events, session };
  }

  async logIn(options: OpenOptions = {}): Promise<Line> {
    const line = this.open(options);
    await this.scan(line);
    await until('the account is connected', () => isConnected(line));
    return line;
  }

  /** The company's phone scans the code that is shown now. */
  async scan({ events }: Line, userId = COMPANY.userId, after = 0): Promise<void> {
    await until('a code is shown', () => events.steps.slice(after).some(step => step.kind === 'QR'));
    const step = events.steps.findLast(one => one.kind === 'QR');
    if (step?.kind === 'QR') await this.act(String(userId), { do: 'scan', qr: step.qr });
  }

  act(userId: string, action: PhoneAction): Promise<Phone> {
    return this.#server.telegram.phones.act(`telegram:${userId}`, action);
  }

  trouble(...rules: Omit<FaultRule, 'service'>[]): void {
    this.#server.faults.add(rules.map(rule => ({ service: 'telegram', times: 1, ...rule })));
  }

  accepted(): { externalMessageId: string; text: string | null }[] {
    return this.ledger('message').map(({ ours, body }) => ({ externalMessageId: ours ?? '', text: (body as { text: string }).text }));
  }

  ledger(method: string) {
    return this.#server.ledger.rows().filter(row => row.method === method);
  }

  /** What came to a client's phone. */
  received(userId = CLIENT): PhoneMessage[] {
    return this.#messages(userId).filter(({ direction }) => direction === 'in');
  }

  written(userId = CLIENT): PhoneMessage[] {
    return this.#messages(userId).filter(({ direction }) => direction === 'out');
  }

  /** Telegram's number → our id. */
  ours(externalId: string): string {
    return this.ledger('message').find(row => row.externalId === externalId)?.ours ?? '';
  }

  /** Down and up again, with everything that it stored. */
  async restartServer(meanwhile: () => void = () => undefined): Promise<void> {
    const port = Number(new URL(this.#server.url).port);
    await this.#server.close();
    meanwhile();
    this.#server = await startStandaloneTelegram(this.#folder, port);
  }

  async end(): Promise<void> {
    await Promise.all(this.#sessions.map(session => session.close()));
    await this.#server.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #messages(userId: string): PhoneMessage[] {
    return this.#server.telegram.phones.get(`telegram:${userId}`)?.messages ?? [];
  }
}

export const isConnected = ({ events }: Pick<Line, 'events'>): boolean => events.current?.state === 'CONNECTED';

export function messageTo(address: string, text: string, messageId = newId<MessageId>()): OutgoingMessage {
  return { messageId, externalMessageId: telegramProfile.externalMessageId(messageId), address, messengerAddress: null, text, file: null };
}
