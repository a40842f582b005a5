import { expect, it } from 'vitest';
import { elsewhere } from './attached-cards.ts';

const linked = (type: 'LEAD' | 'DEAL' | 'CONTACT', id: string) => ({
  card: { type, id, smartProcessTypeId: null },
  url: `https://portal.example/${id}`,
});
const deal = { type: 'DEAL', id: '42' } as const;

it('says where a chat is attached only when that is not the card itself (O-4)', () => {
  const [contact, lead] = [linked('CONTACT', '51'), linked('LEAD', '42')];
  expect(elsewhere({ linkedCards: [contact, linked('DEAL', '42')] }, deal)).toEqual([]);
  expect(elsewhere({ linkedCards: [contact, lead] }, deal)).toEqual([contact, lead]);
  expect(elsewhere({ linkedCards: [] }, deal)).toEqual([]);
});
