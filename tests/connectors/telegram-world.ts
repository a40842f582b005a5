/** A simulated Telegram with clients and companies that log in, and connectors to it: the real library over the seam of its client. */
import { telegramConnector, telegramProfile, type Timings } from '@olchat/connector-telegram';
import { newId, type Connector, type MessageId, type OutgoingMessage } from '@olchat/domain';
import { until } from '@olchat/domain/testing';
import type { PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';
import { SimulatedClient } from '../../apps/sandbox/src/telegram/client.ts';
import { startStandaloneTelegram, type StandaloneTelegram } from '../../apps/sandbox/src/telegram/standalone.ts';
import { isConnected, MessengerWorld, newFolder, type Line, type OpenOptions } from './messenger-world.ts';

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

export class TelegramWorld extends MessengerWorld<StandaloneTelegram, Timings> {
  static async start(): Promise<TelegramWorld> {
    const folder = newFolder('telegram');
    const server = await startStandaloneTelegram(folder);
    const { telegram, auto } = server;
    auto.set({ deliverAfterMs: null, readAfterMs: null });
    telegram.ensurePerson({ ...COMPANY, name: 'Отдел продаж', username: 'sales_demo', role: 'company', contacts: [Number(CLIENT)] });
    telegram.ensurePerson({ ...GUARDED, name: 'Бухгалтерия', role: 'company', contacts: [Number(CLIENT)] });
    telegram.ensurePerson({ userId: Number(CLIENT), name: 'Иван Петров', username: 'Ivan_Petrov_demo', phone: '79000000011' });
    telegram.ensurePerson({ userId: Number(STRANGER), name: 'Елена Соколова', username: 'elena_demo', phone: '79000000012' });
    telegram.ensurePerson({ userId: 700_000_016, name: 'Никита Скрытный', phone: '79000000016', hidesNumber: true });
    telegram.ensurePerson({ userId: 700_000_099, name: 'Справка', username: 'help_demo_bot', isBot: true });
    return new TelegramWorld({
      service: 'telegram',
      prefix: 'telegram',
      folder,
      server,
      start: startStandaloneTelegram,
      phones: ({ telegram: { phones } }) => phones,
    });
  }

  connector(timings: Partial<Timings> = {}): Connector {
    return telegramConnector({
      application: null,
      client: parts => new SimulatedClient(this.server.url, parts),
      timings: { ...TIMINGS, ...timings },
    });
  }

  open(options: OpenOptions<Timings> = {}): Line {
    return this.openLine(options);
  }

  async logIn(options: OpenOptions<Timings> = {}): Promise<Line> {
    const line = this.open(options);
    await this.scan(line);
    await until('the account is connected', () => isConnected(line));
    return line;
  }

  scan(line: Line, userId = COMPANY.userId, after = 0): Promise<void> {
    return this.scanWith(String(userId), line, after);
  }

  accepted(): { externalMessageId: string; text: string | null }[] {
    return this.ledger('message').map(({ ours, body }) => ({ externalMessageId: ours ?? '', text: (body as { text: string }).text }));
  }

  /** What came to a client's phone. */
  received(userId = CLIENT): PhoneMessage[] {
    return this.messagesOf(userId, 'in');
  }

  written(userId = CLIENT): PhoneMessage[] {
    return this.messagesOf(userId, 'out');
  }

  /** Telegram's number of the message with these words. */
  numberOf(text: string): string {
    return [...this.received(), ...this.written()].find(message => message.text === text)?.externalId ?? '';
  }

  /** Telegram's number → our id. */
  ours(externalId: string): string {
    return this.ledger('message').find(row => row.externalId === externalId)?.ours ?? '';
  }
}

export function messageTo(address: string, text: string, messageId = newId<MessageId>()): OutgoingMessage {
  return { messageId, externalMessageId: telegramProfile.externalMessageId(messageId), address, messengerAddress: null, text, file: null };
}
