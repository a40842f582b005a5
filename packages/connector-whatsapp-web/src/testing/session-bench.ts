/** What tests of the session stand on: sockets without a server, a clock that the test moves, and what the session stores and tells. */
import { newId, type AccountId, type MessageId, type OutgoingMessage, type Session } from '@olchat/domain';
import { MemorySessionStore, RecordedEvents } from '@olchat/domain/testing';
import { BufferJSON, initAuthCreds } from 'baileys';
import { expect, vi } from 'vitest';
import { whatsAppWebConnector } from '../connector.ts';
import { externalMessageId } from '../ids.ts';
import { DEFAULT_TIMINGS } from '../options.ts';
import { FakeSocket, PAIRED } from './fake-socket.ts';

export const NOW = new Date('2026-11-21T12:00:00Z');
export const never = new AbortController().signal;

/** Lets everything run that waits for nothing but its turn. */
export const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(0);

export const message = (): OutgoingMessage => {
  const messageId = newId<MessageId>();
  return {
    messageId,
    externalMessageId: externalMessageId(messageId),
    address: '+79261112233',
    messengerAddress: null,
    text: 'Здравствуйте',
    file: null,
  };
};

export class SessionBench {
  store!: MemorySessionStore;
  events!: RecordedEvents;
  sockets!: FakeSocket[];
  session!: Session;

  renew(): void {
    vi.useFakeTimers({ now: NOW });
    this.store = new MemorySessionStore();
    this.events = new RecordedEvents();
    this.sockets = [];
  }

  /** Nothing runs after it. */
  async end(): Promise<void> {
    const closed = this.session.close();
    await vi.advanceTimersByTimeAsync(DEFAULT_TIMINGS.closeMs);
    await closed;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  }

  /** The newest. */
  readonly socket = (): FakeSocket => this.sockets.at(-1)!;

  readonly pair = (): Promise<void> => this.store.writeCredentials(JSON.stringify({ ...initAuthCreds(), ...PAIRED }, BufferJSON.replacer));

  readonly open = async (address: string | null = '+79990000001'): Promise<void> => {
    const connector = whatsAppWebConnector({
      random: () => 1,
      socketFactory: config => {
        const made = new FakeSocket(config);
        this.sockets.push(made);
        return made;
      },
    });
    this.session = connector.open({ id: newId<AccountId>(), address }, this.store, this.events);
    await settle();
  };

  readonly openPaired = async (): Promise<void> => {
    await this.pair();
    await this.open();
  };

  readonly connect = async (): Promise<void> => {
    await this.openPaired();
    this.socket().open();
    await settle();
  };
}
