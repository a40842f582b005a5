/** Asks the messenger to change or take back what it has from us (O-30). A repeat is harmless; what did not work is asked again by way of the chat. */
import type { AccountId, MessageId, PortalId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connector, Session } from '../ports/connector.ts';
import type { SendOutcome } from '../ports/connector/outgoing.ts';
import type { Storage } from '../ports/storage.ts';
import { chatLane } from '../ports/tasks.ts';
import { findChange } from './operator-change.ts';

/** Until the next try; the chat's lane waits so long, the account's does not. */
const AGAIN_AFTER_MS = 3_000;

export interface ChangeContext {
  portalId: PortalId;
  accountId: AccountId;
  session: Pick<Session, 'edit' | 'remove'>;
  connector: Pick<Connector, 'externalMessageId'>;
  signal: AbortSignal;
}

/** Runs in the account's lane. Answers what the messenger refused, for the log. */
export async function changeSentMessage(
  deps: { storage: Storage; clock: Clock },
  context: ChangeContext,
  inboxId: string,
): Promise<string | null> {
  const { portalId, session, connector, signal } = context;
  const targets = await deps.storage.transaction(portalId, async tx => {
    const found = await findChange(tx, inboxId);
    if (found === null) return [];
    const those = [];
    for (const message of found.messages) {
      const recipient = await tx.recipients.find(message.recipientId);
      if (recipient !== null) those.push({ message, recipient, text: found.event.text });
    }
    return those;
  });
  for (const [index, { message, recipient, text }] of targets.entries()) {
    const change = {
      // Made from what never changes, so that every attempt is the same message.
      externalMessageId: connector.externalMessageId(`${inboxId}/${index}` as MessageId),
      targetExternalId: message.externalMessageId,
      address: recipient.address,
      messengerAddress: recipient.messengerAddress,
    };
    const outcome: SendOutcome =
      text === null
        ? await session.remove(change, signal)
        : await session.edit({ ...change, text, senderLine: message.senderLine }, signal);
    if (outcome.kind === 'refused') return outcome.rawCode ?? outcome.code;
    if (outcome.kind === 'accepted') continue;
    const task = {
      name: 'forward-operator-change',
      laneKey: chatLane(message.accountId, message.recipientId),
      subjectId: inboxId,
    } as const;
    const runAt = new Date(deps.clock.now().getTime() + AGAIN_AFTER_MS);
    await deps.storage.transaction(portalId, tx => tx.tasks.add({ ...task, runAt }));
    return null;
  }
  return null;
}
