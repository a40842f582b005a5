/** Recipients in memory. */
import { newId, Recipient, type Clock, type RecipientId, type Recipients } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, firstOf, found } from './stored-copies.ts';

export const recipientsOf = (state: MemoryState, clock: Clock): Recipients => ({
  find: async id => found(state.recipients.get(id)),
  findByAddress: async (messenger, addresses) =>
    firstOf(state.recipients, recipient => recipient.messenger === messenger && addresses.includes(recipient.address)),
  ensure: async (messenger, people, names = 'KEPT') =>
    people.map(({ address, name }) => {
      const known = firstOf(state.recipients, recipient => recipient.messenger === messenger && recipient.address === address);
      const recipient =
        known ??
        Recipient.create({ portalId: state.portal.id, id: newId<RecipientId>(), messenger, address, name, createdAt: clock.now() });
      if (name !== null && name !== '' && (recipient.name === null || names === 'RENEWED')) recipient.name = name;
      state.recipients.set(recipient.id, copyOf(recipient));
      return recipient;
    }),
  save: async recipient => void state.recipients.set(recipient.id, copyOf(recipient)),
});
