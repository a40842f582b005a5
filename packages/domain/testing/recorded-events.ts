import type { AccountStateChange, InboundMessage, LoginStep, Receipt, SessionEvents } from '../src/index.ts';

/** Remembers everything in order of arrival. `failOnce` plays a database that is away for a moment. */
export class RecordedEvents implements SessionEvents {
  readonly states: AccountStateChange[] = [];
  readonly steps: LoginStep[] = [];
  readonly allReceipts: Receipt[] = [];
  readonly messages: InboundMessage[] = [];
  readonly #failing = new Set<'receipts' | 'inbound'>();

  failOnce(event: 'receipts' | 'inbound'): void {
    this.#failing.add(event);
  }

  isFailing(event: 'receipts' | 'inbound'): boolean {
    return this.#failing.has(event);
  }

  get count(): number {
    return this.states.length + this.steps.length + this.allReceipts.length + this.messages.length;
  }

  get current(): AccountStateChange | undefined {
    return this.states.at(-1);
  }

  state(change: AccountStateChange): Promise<void> {
    this.states.push(change);
    return Promise.resolve();
  }

  login(step: LoginStep): Promise<void> {
    this.steps.push(step);
    return Promise.resolve();
  }

  receipts(receipts: Receipt[]): Promise<void> {
    if (this.#failing.delete('receipts')) return Promise.reject(new Error('The database is away'));
    this.allReceipts.push(...receipts);
    return Promise.resolve();
  }

  inbound(messages: InboundMessage[]): Promise<void> {
    if (this.#failing.delete('inbound')) return Promise.reject(new Error('The database is away'));
    this.messages.push(...messages);
    return Promise.resolve();
  }

  statusesOf(externalMessageId: string): Receipt['status'][] {
    return this.allReceipts.filter(receipt => receipt.externalMessageId === externalMessageId).map(receipt => receipt.status);
  }
}
