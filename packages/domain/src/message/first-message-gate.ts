/** Asks what is stored whether a message is a first one, and when it may leave then (Q-11…Q-13). */
import type { Account } from '../account/account.ts';
import { accountLimits, type AccountLimits } from '../account/account-limits.ts';
import { firstMessageSlot, FIRST_MESSAGE_WINDOW_MS, type FirstMessageSlot } from '../account/first-messages.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Recipient } from '../recipient/recipient.ts';
import type { Failure } from '../refusal.ts';

export interface FirstMessage {
  limits: AccountLimits;
  slot: FirstMessageSlot;
}

/** Null: a running conversation, one that was counted already, or an account that nothing holds; then nothing more is asked. */
export async function firstMessageOf(
  tx: Transaction,
  { account, recipient }: { account: Account; recipient: Recipient },
  capabilities: Pick<ConnectorCapabilities, 'limits'> | undefined,
  now: Date,
): Promise<FirstMessage | null> {
  const limits = accountLimits(account, capabilities, now);
  const isHeld = account.firstMessagesHeldUntil !== null && account.firstMessagesHeldUntil > now;
  if (!isHeld && limits.firstMessagesPerDay === null && limits.firstMessageEveryMs === 0) return null;
  if (await tx.messages.hasConversation(account.id, recipient.id)) return null;
  const since = new Date(now.getTime() - FIRST_MESSAGE_WINDOW_MS);
  const grantedAt = await tx.firstMessages.grantedAt(account.id, recipient.id);
  // Counted, and then not sent after all: another try is no other recipient. What the messenger itself holds it holds all the same.
  if (!isHeld && grantedAt !== null && grantedAt > since) return null;
  const granted = await tx.firstMessages.granted(account.id, since);
  return { limits, slot: firstMessageSlot(limits, granted, account, { isKnownByName: recipient.username !== null }, now) };
}

/** E-30, E-31: why it does not leave, and when it could. */
export const firstMessageFailure = ({ limits, slot }: FirstMessage): Failure =>
  slot.heldBy === 'MESSENGER'
    ? { code: 'ACCOUNT_RESTRICTED', details: { freeAt: slot.at.toISOString() } }
    : {
        code: 'LIMIT_REACHED',
        details: {
          freeAt: slot.at.toISOString(),
          ...(limits.firstMessagesPerDay === null ? {} : { limit: limits.firstMessagesPerDay }),
        },
      };
