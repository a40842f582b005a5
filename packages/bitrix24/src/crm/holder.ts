/** Who stands behind a card, and the addresses that each of them holds (D-2, D-21). */
import type { CardAddress, CardContent } from '@olchat/domain';
import { type Item, personName } from './item.ts';

export type Holder = 'LEAD' | 'CONTACT' | 'COMPANY';

export const holderName = (type: Holder, item: Item): string => {
  if (type === 'COMPANY') return item.title;
  const name = personName(item);
  return name === '' ? item.title : name;
};

const KINDS = ['PHONE', 'IM', 'WEB'] as const;

export const addressesOf = (type: Holder, item: Item): CardAddress[] => {
  const holder = { type, id: item.id, name: holderName(type, item) };
  return KINDS.flatMap(kind =>
    item.fm
      .filter(field => field.typeId === kind && field.value.trim() !== '')
      .map(field => ({ holder, kind, valueType: field.valueType, value: field.value })),
  );
};

export const peopleOf = (contacts: readonly Item[], companies: readonly Item[]): CardContent['people'] => [
  ...contacts.map(contact => ({ type: 'CONTACT' as const, id: contact.id, name: holderName('CONTACT', contact) })),
  ...companies.map(company => ({ type: 'COMPANY' as const, id: company.id, name: holderName('COMPANY', company) })),
];
