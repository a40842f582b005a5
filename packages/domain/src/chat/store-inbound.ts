/** What a messenger tells is stored before the messenger hears that we have it (GU-5); what follows from it are tasks. */
import { seePhone } from '../account/account-change.ts';
import { afterChange, receivedMessage } from '../conversation/received-message.ts';
import { newId, type AccountId, type FileId, type PortalId, type RecipientId } from '../ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import type { InboundMessage } from '../ports/connector/inbound.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { accountLane, chatLane } from '../ports/tasks.ts';
import { addressOf, isKeptOut } from './load-inbound.ts';

export async function storeInbound(
  deps: { storage: Storage; clock: Clock },
  portalId: PortalId,
  accountId: AccountId,
  messages: readonly InboundMessage[],
  capabilities: Pick<ConnectorCapabilities, 'pictures'> = {},
): Promise<void> {
  await deps.storage.transaction(portalId, async tx => {
    const account = await tx.accounts.find(accountId);
    if (account === null) return;
    for (const message of messages) {
      // Our own send comes back as an echo with its id: it is no news (O-24).
      if (message.fromPhone && (await tx.messages.lockByExternalId(accountId, message.externalMessageId)) !== null) continue;
      const id = newId<PortalId>();
      const dedupKey = `${accountId}:${message.externalMessageId}`;
      const added = await tx.inbox.add({ id, source: 'MESSENGER', accountId, dedupKey, body: message, receivedAt: deps.clock.now() });
      if (!added) continue;
      const [recipient] = await tx.recipients.ensure(account.messenger, [{ address: addressOf(message), name: message.name }]);
      if (recipient === undefined) throw new Error('a recipient was not made');
      if (!account.ignoredNumbers.includes(addressOf(message))) await remember(tx, account.id, recipient.id, id, message, deps.clock.now());
      if (message.fromPhone) {
        await seePhone(tx, accountId, message.occurredAt); // C-22
        await tx.messages.noteAnswer(accountId, recipient.id, message.occurredAt);
      } else {
        // A message from the client is a "yes" without asking (D-6).
        const now = deps.clock.now();
        recipient.learnPresence('EXISTS', message.messengerAddress, accountId, now);
        if (capabilities.pictures === true && !isKeptOut(message, account) && recipient.isPictureDue(now)) {
          recipient.askPicture(now);
          await tx.tasks.add({ name: 'fetch-client-picture', laneKey: accountLane(accountId), subjectId: recipient.id });
        }
        await tx.recipients.save(recipient);
        await tx.messages.noteInbound(accountId, recipient.id, message.occurredAt);
      }
      if (message.file !== null && !isKeptOut(message, account))
        await tx.tasks.add({ name: 'fetch-inbound-file', laneKey: accountLane(accountId), subjectId: id });
      await tx.tasks.add({ name: 'forward-inbound', laneKey: chatLane(accountId, recipient.id), subjectId: id });
    }
  });
}

/** For the history of the conversation (S-11). An ignored number is a private matter of the account's owner (C-18). */
async function remember(
  tx: Transaction,
  accountId: AccountId,
  recipientId: RecipientId,
  id: string,
  message: InboundMessage,
  now: Date,
): Promise<void> {
  // An emoji at a message is none of its own.
  if (message.reaction !== undefined) return;
  if (message.change === null) return tx.received.add(receivedMessage(id as FileId, accountId, recipientId, message, now));
  const changed = await tx.received.findByExternalId(accountId, message.change.externalMessageId);
  if (changed !== null) await tx.received.save(afterChange(changed, message));
}
