/** The people of a smart-process item without clients of its own: those of the records that it is linked to (`parentId<type>`, D-2). */
import { cardKey, type CardContent, type CardRef, isRefusal, type Refusal } from '@olchat/domain';
import type { Item } from './item.ts';

/** Records that are people themselves come first. */
const PARENTS = [
  ['CONTACT', 'parentId3'],
  ['COMPANY', 'parentId4'],
  ['DEAL', 'parentId2'],
  ['LEAD', 'parentId1'],
] as const;

/** A parent whom the employee may not see brings nobody. */
export const readParents = async (
  item: Item,
  read: (parent: CardRef) => Promise<CardContent | Refusal>,
): Promise<Pick<CardContent, 'addresses' | 'people'> | Refusal> => {
  const people = new Map<string, CardContent['people'][number]>();
  const addresses: CardContent['addresses'] = [];
  for (const [type, field] of PARENTS) {
    const id = item[field];
    if (id === null) continue;
    const parent = await read({ type, id, smartProcessTypeId: null });
    if (isRefusal(parent)) {
      if (parent.code === 'NOT_FOUND') continue;
      return parent;
    }
    const isNew = ({ holder }: CardContent['addresses'][number]): boolean => !people.has(keyOf(holder));
    addresses.push(...parent.addresses.filter(isNew));
    for (const person of parent.people) people.set(keyOf(person), person);
  }
  return { addresses, people: [...people.values()] };
};

const keyOf = ({ type, id }: { type: CardRef['type']; id: string }): string => cardKey({ type, id, smartProcessTypeId: null });
