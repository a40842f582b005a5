/** Whom messages go to, and what messengers were asked about them. */
import type { AccountId, RecipientId } from '../../ids.ts';
import type { LookUp, LookUpAnswer } from '../../recipient/look-up.ts';
import type { Recipient } from '../../recipient/recipient.ts';
import type { Messenger } from '../connector.ts';
import type { RecipientQuery } from '../connector/people.ts';

export interface Recipients {
  find(id: RecipientId): Promise<Recipient | null>;
  findByAddress(messenger: Messenger, addresses: readonly string[]): Promise<Recipient | null>;
  /**
   * One recipient per address, also when two make it at once; in the order asked. `names`: what becomes of a name that is known already; KEPT unless said otherwise.
   * A client's own name for himself is KEPT out of the way of what a card calls him, which is RENEWED with each look at it (D-3).
   */
  ensure(
    messenger: Messenger,
    people: readonly { address: string; name: string | null }[],
    names?: 'KEPT' | 'RENEWED',
  ): Promise<Recipient[]>;
  save(recipient: Recipient): Promise<void>;
}

/** People asked for through an account (D-31); the answers of one account say nothing of another's. */
export interface LookUps {
  /** Those that were ever wanted, in no order. */
  find(accountId: AccountId, queries: readonly RecipientQuery[]): Promise<LookUp[]>;
  /** The messenger is to be asked; what is known of them stays until it answers. Those that wait already keep their place. */
  want(accountId: AccountId, queries: readonly RecipientQuery[], at: Date): Promise<void>;
  /** The next one to ask: ids, then user names, then numbers, the one that waits longest first. */
  next(accountId: AccountId): Promise<RecipientQuery | null>;
  answer(accountId: AccountId, query: RecipientQuery, answer: LookUpAnswer, at: Date): Promise<void>;
  pace(accountId: AccountId): Promise<LookUpPace>;
  savePace(accountId: AccountId, pace: LookUpPace): Promise<void>;
}

export interface LookUpPace {
  /** When the messenger was asked last. */
  lastAt: Date | null;
  /** It answers such questions again from then on. */
  heldUntil: Date | null;
}
