/** The client whose chat an operator wrote in, by the name that we gave him there. */
import type { Messenger } from '../ports/connector.ts';
import type { PortalEvent } from '../ports/portal-event.ts';
import type { Transaction } from '../ports/storage.ts';
import type { Recipient } from '../recipient/recipient.ts';

export type OperatorMessage = Extract<PortalEvent, { kind: 'operator-message' }>;

/** The client of the chat: known already, or made by the number that the chat names. */
export async function chatClient(tx: Transaction, event: OperatorMessage): Promise<Recipient> {
  const addresses = clientAddresses(event);
  const known = await tx.recipients.findByAddress(event.messenger, addresses);
  const [made] = known === null ? await tx.recipients.ensure(event.messenger, [{ address: addresses[0], name: null }]) : [known];
  if (made === undefined) throw new Error('a recipient was not made');
  return made;
}

/** We name a client by his digits, whatever form his address has: the opposite of `lineClient`. The first is that of somebody unknown. */
export const clientAddresses = ({ messenger, clientExternalId }: OperatorMessage): [string, ...string[]] =>
  ADDRESSES[messenger](clientExternalId);

const ADDRESSES: Record<Messenger, (digits: string) => [string, ...string[]]> = {
  WHATSAPP: digits => [`+${digits}`, `${digits}@lid`],
  TELEGRAM: digits => [digits],
};
