/** A simulated WhatsApp server with one client, companies that log in, and connectors to it: unpatched Baileys over a real WebSocket. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { whatsAppWebConnector, whatsAppWebProfile, type Timings } from '@olchat/connector-whatsapp-web';
import { newId, type Connector, type MessageId, type OutgoingMessage } from '@olchat/domain';
import { until } from '@olchat/domain/testing';
import type { PhoneMessage } from '../../apps/sandbox/src/kernel/phones.ts';
import { ensureMediaCertificate } from '../../apps/sandbox/src/whatsapp-web/media-certificate.ts';
import { startStandalone, type Standalone } from '../../apps/sandbox/src/whatsapp-web/standalone.ts';
import { isConnected, MessengerWorld, newFolder, type Line as AnyLine, type OpenOptions } from './messenger-world.ts';

export const COMPANY = '79990000001';
export const OTHER_COMPANY = '79990000002';
export const CLIENT = '79261112233';
export const NOBODY = '79260000000';

const TIMINGS: Partial<Timings> = {
  ackTimeoutMs: 1_500,
  queryTimeoutMs: 1_500,
  historyMs: 3_000,
  historyPauseMs: 20,
  reconnectMinMs: 20,
  reconnectMaxMs: 200,
};

export interface Line extends AnyLine {
  number: string;
}

export class WhatsAppWorld extends MessengerWorld<Standalone, Timings> {
  static async start(): Promise<WhatsAppWorld> {
    const folder = newFolder('whatsapp-web');
    await trustMediaServer(folder);
    const server = await startStandalone({ folder });
    server.auto.set({ deliverAfterMs: null, readAfterMs: null });
    server.server.ensureCompanyPhone(COMPANY, 'Компания');
    server.server.ensureCompanyPhone(OTHER_COMPANY, 'Другая компания');
    server.server.ensureClient(CLIENT, 'Мария');
    return new WhatsAppWorld({
      service: 'whatsapp-web',
      prefix: 'whatsapp',
      folder,
      server,
      start: (inFolder, port) => startStandalone({ folder: inFolder, port }),
      phones: ({ server: { phones } }) => phones,
    });
  }

  connector(timings: Partial<Timings> = {}): Connector {
    const { url } = this.server;
    return whatsAppWebConnector({ webSocketUrl: url, privateHosts: [new URL(url).host], timings: { ...TIMINGS, ...timings } });
  }

  open(number: string, options: OpenOptions<Timings> = {}): Line {
    return { number, ...this.openLine(options) };
  }

  async logIn(number: string, options: OpenOptions<Timings> = {}): Promise<Line> {
    const line = this.open(number, options);
    await this.scan(line);
    await until('the account is connected', () => isConnected(line));
    return line;
  }

  scan(line: Line, after = 0): Promise<void> {
    return this.scanWith(line.number, line, after);
  }

  accepted(): { externalMessageId: string; text: string | null }[] {
    return this.ledger('message').map(({ externalId, body }) => ({
      externalMessageId: externalId ?? '',
      text: (body as { text: string | null }).text,
    }));
  }

  /** What came to the client's phone. */
  received(): PhoneMessage[] {
    return this.messagesOf(CLIENT, 'in');
  }

  written(): PhoneMessage[] {
    return this.messagesOf(CLIENT, 'out');
  }
}

/** What NODE_EXTRA_CA_CERTS does for a program, done for this process, which has begun already. */
async function trustMediaServer(folder: string): Promise<void> {
  const { certificate } = await ensureMediaCertificate(folder);
  setDefaultCACertificates([...getCACertificates('bundled'), certificate]);
}

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
