/** What the suites of the storage's contract stand on: a storage, a fresh portal for each test, an account and a client in it. */
import type { Account, FeedRow, Lease, Message, NewTask, PortalId, Recipient, Storage, Transaction } from '../../src/index.ts';
import { anAccount, newNumber } from '../builders.ts';

export interface StorageHarness {
  storage: Storage;
  /** A new portal in which ANNA, an administrator, opened the application. */
  newPortal(): Promise<PortalId>;
  /** What subscribers can read, in the order of its numbers. */
  feed(portalId: PortalId): Promise<readonly Pick<FeedRow, 'seq' | 'event'>[]>;
  /** Tasks that have not begun, in order. */
  waiting(portalId: PortalId): Promise<readonly Pick<NewTask, 'name' | 'laneKey' | 'subjectId'>[]>;
  /** The next task of the lane begins. */
  beginTask(portalId: PortalId, laneKey: string): Promise<void>;
  takeLease(portalId: PortalId, laneKey: string): Promise<Lease>;
  loseLease(lease: Lease): Promise<void>;
  /** Whether somebody who shows this token's hash is known. */
  knowsToken(portalId: PortalId, tokenHash: string): Promise<boolean>;
  /** The worker may take the account's lane now. */
  isLaneOpen(portalId: PortalId, laneKey: string): Promise<boolean>;
}

export class StorageBench {
  harness!: StorageHarness;
  portalId!: PortalId;

  async renew(harness: StorageHarness): Promise<void> {
    this.harness = harness;
    this.portalId = await harness.newPortal();
  }

  readonly inPortal = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => this.harness.storage.transaction(this.portalId, work);

  readonly given = async (): Promise<{ account: Account; recipient: Recipient }> => {
    const account = anAccount(this.portalId);
    const recipient = await this.inPortal(async tx => {
      await tx.accounts.add(account);
      const [ensured] = await tx.recipients.ensure('WHATSAPP', [{ address: newNumber(), name: 'Иван' }]);
      return ensured;
    });
    if (recipient === undefined) throw new Error('no recipient was made');
    return { account, recipient };
  };

  readonly accept = (...messages: Message[]): Promise<void> => this.inPortal(tx => tx.messages.accept(messages));

  readonly change = (message: Message, fields: Partial<Message>): Promise<void> =>
    this.inPortal(async tx => {
      const stored = await tx.messages.lock(message.id);
      if (stored !== null) await tx.messages.save(Object.assign(stored, fields));
    });
}

export const ago = (ms: number): Date => new Date(Date.now() - ms);

export const news = (accountId: Account['id']): { kind: 'login'; accountId: Account['id'] } => ({ kind: 'login', accountId });
