/** What persons do to a card while the application works with it: they save it, delete it, or merge it into another one of its type. */
import type { Portal } from '../portal-data.ts';
import { deleteActivitiesOf, putActivity, timelineOf } from './activities.ts';
import { entityName, isSmartProcess, sameCard } from './card-types.ts';
import type { CardKey } from './card-types.ts';
import { changeItem } from './change-item.ts';
import { findItem, itemKey, items } from './items.ts';
import type { Item } from './items.ts';

/** `fill`: saved with these fields, as `crm.item.update` takes them. */
export type CardChange = { do: 'fill'; fields: Record<string, unknown> } | { do: 'delete' } | { do: 'merge'; into: string };

export class NoSuchCard extends Error {
  override readonly name = 'NoSuchCard';
}

export const fillCard = (portal: Portal, card: CardKey, fields: Record<string, unknown>): void => {
  changeItem(portal, requireItem(portal, card), fields, 0);
};

/** A person deletes it; its own activities go with it. */
export const deleteCard = (portal: Portal, card: CardKey): void => {
  requireItem(portal, card);
  deleteActivitiesOf(portal, card);
  remove(portal, card);
};

/** A person merges duplicates: the activities move to the card that stays and keep their ids. */
export const mergeCards = (portal: Portal, card: CardKey, into: CardKey): void => {
  requireItem(portal, card);
  requireItem(portal, into);
  const moved = (one: CardKey): CardKey => (sameCard(one, card) ? into : one);
  for (const activity of timelineOf(portal, card)) {
    const bindings = activity.bindings.map(moved).filter((one, index, all) => all.findIndex(other => sameCard(other, one)) === index);
    putActivity(portal, { ...activity, owner: moved(activity.owner), bindings });
  }
  remove(portal, card);
};

const requireItem = (portal: Portal, card: CardKey): Item => {
  const item = findItem(portal, card);
  if (item === undefined) throw new NoSuchCard(`There is no card ${entityName(card.entityTypeId)} ${card.id}`);
  return item;
};

const remove = (portal: Portal, card: CardKey): void => {
  items(portal).delete(itemKey(card));
  const dynamic = isSmartProcess(card.entityTypeId);
  portal.raise({
    name: `ONCRM${dynamic ? 'DYNAMICITEM' : entityName(card.entityTypeId)}DELETE`,
    data: { FIELDS: { ID: card.id, ...(dynamic && { ENTITY_TYPE_ID: card.entityTypeId }) } },
    actorId: 0,
  });
  portal.changed('card');
};
