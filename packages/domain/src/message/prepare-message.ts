/** Whether a message may be taken in, and until when a limit holds it. */
import type { Standing } from '../access/access.ts';
import { accessRefusal, stateRefusal } from '../account/account-refusal.ts';
import type { Account } from '../account/account.ts';
import { fullWindow, reachedLimit } from '../account/message-limits.ts';
import { MAX_WAIT_MS, queueLimit } from '../account/sending-limits.ts';
import { choosePublication } from '../chat/publication.ts';
import type { Caller } from '../portal/caller.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { Transaction } from '../ports/storage.ts';
import { isPresenceFresh } from '../recipient/presence-age.ts';
import type { Recipient } from '../recipient/recipient.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { hasFiles, textLimit, textRefusal } from './content.ts';
import { firstMessageFailure, firstMessageOf } from './first-message-gate.ts';
import { callsOf, limitFailure } from './message-limit-gate.ts';
import type { Publication } from './message.ts';
import type { SendMessage, SendMessageDeps } from './send-message.ts';
import { senderLineLength } from './sender-line.ts';

/** Everything that must hold before a message is taken in; read in the transaction that stores it. */
export async function prepare(
  tx: Transaction,
  deps: Pick<SendMessageDeps, 'tokens' | 'clock' | 'connectors'>,
  caller: Caller,
  standing: Standing,
  command: Pick<SendMessage, 'accountId' | 'recipientId' | 'text' | 'fileIds' | 'voiceFileId' | 'publication'> & {
    senderLine?: string | null;
  },
): Promise<{ account: Account; recipient: Recipient; publication: Publication } | Refusal> {
  const portal = await tx.portal();
  const account = await tx.accounts.find(command.accountId);
  const limit = textLimit(portal, account === null ? undefined : deps.connectors.profile(account.kind)?.capabilities);
  const contentRefusal = textRefusal(command.text, limit, hasFiles(command), senderLineLength(command.senderLine ?? null));
  if (contentRefusal !== null) return contentRefusal;
  if (account === null) return refuse('ACCOUNT_NOT_FOUND');
  const accountRefusal = accessRefusal(account, standing) ?? stateRefusal(account);
  if (accountRefusal !== null) return accountRefusal;
  const recipient = await tx.recipients.find(command.recipientId);
  if (recipient === null || recipient.messenger !== account.messenger) return refuse('NOT_FOUND', { field: 'recipientId' });
  const refusal = recipientRefusal(recipient, account, deps.clock.now());
  if (refusal !== null) return refusal;
  const queueRefusal = await fullQueue(tx, account);
  if (queueRefusal !== null) return queueRefusal;
  const wanted = command.publication ?? account.defaultPublication;
  const hasOwnToken = wanted !== 'OUTGOING' || (await deps.tokens.has(caller.portalId, caller.employeeId));
  const switchedOff = await tx.publicationSwitches.list();
  const publication = choosePublication(command.publication, account, { hasOwnToken, switchedOff, now: deps.clock.now() });
  return isRefusal(publication) ? publication : { account, recipient, publication };
}

/** Until when a first message waits (null: it does not), or why it must not, or would wait longer than messages do (E-30, E-31). */
export async function firstMessageHold(
  tx: Transaction,
  to: { account: Account; recipient: Recipient },
  capabilities: ConnectorCapabilities,
  { whenLimited = 'WAIT' }: SendMessage,
  now: Date,
): Promise<Date | Refusal | null> {
  const first = await firstMessageOf(tx, to, capabilities, now);
  const waitMs = first === null ? 0 : first.slot.at.getTime() - now.getTime();
  if (first === null || waitMs <= 0) return null;
  if (whenLimited === 'WAIT' && waitMs <= MAX_WAIT_MS) return first.slot.at;
  const { code, details } = firstMessageFailure(first);
  return refuse(code, details);
}

/** E-31: whoever asks not to wait is told at once, also when only what waits already would use the limit up. */
export async function limitRefusal(
  tx: Transaction,
  account: Account,
  { whenLimited = 'WAIT' }: SendMessage,
  count: number,
  now: Date,
): Promise<Refusal | null> {
  const known = whenLimited === 'WAIT' ? null : await callsOf(tx, account, now);
  if (known === null) return null;
  const full =
    reachedLimit(known.limits, known.calls, now) ?? fullWindow(known.limits, known.calls, (await tx.messages.waiting(account.id)) + count);
  if (full === null) return null;
  const { code, details } = limitFailure(full);
  return refuse(code, details);
}

/** RE-54. */
export async function fullQueue(tx: Transaction, account: Account): Promise<Refusal | null> {
  const limit = queueLimit(account);
  return (await tx.messages.queued(account.id)) >= limit ? refuse('LIMIT_REACHED', { limit }) : null;
}

/** E-10, E-14. `UNKNOWN` is not "no": the worker checks before it sends (D-7). */
export function recipientRefusal(recipient: Recipient, account: Account, now: Date): Refusal | null {
  if ([account.address, account.messengerId].includes(recipient.address)) return refuse('OWN_NUMBER');
  if (recipient.presence === 'ABSENT' && isPresenceFresh(recipient, now)) return refuse('NOT_IN_WHATSAPP');
  return null;
}
