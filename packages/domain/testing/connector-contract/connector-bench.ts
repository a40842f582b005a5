/** What the suites of the connectors' contract stand on: a messenger of its own for each test, an account, and what its sessions tell. */
import { newId, type AccountId, type MessageId, type OutgoingMessage, type Session, type SessionAccount } from '../../src/index.ts';
import { MemorySessionStore } from '../memory-session-store.ts';
import { RecordedEvents } from '../recorded-events.ts';
import { until } from '../until.ts';
import type { ConnectorHarness } from './connector-harness.ts';

export class ConnectorBench {
  harness!: ConnectorHarness;
  store!: MemorySessionStore;
  events!: RecordedEvents;
  readonly never = new AbortController().signal;
  readonly #sessions: Session[] = [];
  #account!: Pick<SessionAccount, 'id'>;

  renew(harness: ConnectorHarness): void {
    this.harness = harness;
    this.store = new MemorySessionStore();
    this.events = new RecordedEvents();
    this.#account = { id: newId<AccountId>() };
  }

  async end(): Promise<void> {
    await Promise.all(this.#sessions.splice(0).map(session => session.close()));
    await this.harness.end();
  }

  readonly open = (recorded = this.events, address: string | null = null): Session => {
    const session = this.harness.connector.open({ ...this.#account, address }, this.store, recorded);
    this.#sessions.push(session);
    return session;
  };

  readonly isConnected = (recorded = this.events): boolean => recorded.current?.state === 'CONNECTED';

  readonly logIn = async (): Promise<Session> => {
    const session = this.open();
    let answered = 0;
    await until('the account is connected', async () => {
      const step = this.events.steps[answered];
      if (step !== undefined) {
        answered += 1;
        if (step.kind !== 'DONE') await this.harness.answerLogin(step);
      }
      return this.isConnected();
    });
    return session;
  };

  readonly message = (text = 'Здравствуйте!', messageId = newId<MessageId>()): OutgoingMessage => ({
    messageId,
    externalMessageId: this.harness.connector.externalMessageId(messageId),
    address: this.harness.client,
    messengerAddress: null,
    text,
    file: null,
  });

  readonly timesAccepted = async ({ externalMessageId }: OutgoingMessage): Promise<number> =>
    (await this.harness.accepted()).filter(taken => taken.externalMessageId === externalMessageId).length;
}
