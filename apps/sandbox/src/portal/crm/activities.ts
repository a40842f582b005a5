/** Activities («дела») of the timeline: those of the application, and the platform's own of open-line chats. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Layout } from './activity-layout.ts';
import { sameCard } from './card-types.ts';
import type { CardKey } from './card-types.ts';
import { itemKey } from './items.ts';

export interface Activity {
  id: number;
  kind: 'app' | 'open-line';
  owner: CardKey;
  /** The cards that show it, the owner first. */
  bindings: CardKey[];
  /** The application that made it; null for the platform's own. */
  clientId: string | null;
  responsibleId: number;
  authorId: number;
  completed: boolean;
  deadline: string | null;
  isIncomingChannel: boolean;
  badgeCode: string;
  originatorId: string | null;
  originId: string | null;
  layout: Layout | null;
  /** Of an open-line activity. */
  chatId: number | null;
  createdAtMs: number;
  updatedAtMs: number;
}

const activities = (portal: Portal): Collection<Activity> => portal.records('activity');
/** `<card>/<activity>` → id, so that a card's timeline is read without reading all. */
const timelines = (portal: Portal): Collection<number> => portal.records('timeline');
const origins = (portal: Portal): Collection<number> => portal.records('activity-origin');

const timelineKey = (card: CardKey, id: number): string => `${itemKey(card)}/${recordKey(id)}`;
const originKey = (originId: string, id: number): string => `${originId}/${recordKey(id)}`;

export const nextActivityId = (portal: Portal): number => portal.nextId('activity', 901);

export const findActivity = (portal: Portal, id: number): Activity | undefined => activities(portal).get(recordKey(id));

const present = (portal: Portal, ids: number[]): Activity[] => ids.flatMap(id => findActivity(portal, id) ?? []);

/** Oldest first. */
export const timelineOf = (portal: Portal, card: CardKey): Activity[] => present(portal, timelines(portal).values(`${itemKey(card)}/`));

export const activitiesByOrigin = (portal: Portal, originId: string): Activity[] => present(portal, origins(portal).values(`${originId}/`));

export const allActivities = (portal: Portal): Activity[] => activities(portal).values();

export const putActivity = (portal: Portal, activity: Activity): void => {
  const former = findActivity(portal, activity.id);
  for (const card of former?.bindings ?? []) {
    if (!activity.bindings.some(one => sameCard(one, card))) timelines(portal).delete(timelineKey(card, activity.id));
  }
  for (const card of activity.bindings) timelines(portal).put(timelineKey(card, activity.id), activity.id);
  if (former !== undefined && former.originId !== null && former.originId !== activity.originId)
    origins(portal).delete(originKey(former.originId, activity.id));
  if (activity.originId !== null) origins(portal).put(originKey(activity.originId, activity.id), activity.id);
  activities(portal).put(recordKey(activity.id), activity);
  portal.changed('timeline');
};

export const deleteActivity = (portal: Portal, activity: Activity): void => {
  for (const card of activity.bindings) timelines(portal).delete(timelineKey(card, activity.id));
  if (activity.originId !== null) origins(portal).delete(originKey(activity.originId, activity.id));
  activities(portal).delete(recordKey(activity.id));
  portal.changed('timeline');
};

/** A deleted card takes its own activities with it; those of others only lose the binding. */
export const deleteActivitiesOf = (portal: Portal, card: CardKey): void => {
  for (const activity of timelineOf(portal, card)) {
    if (sameCard(activity.owner, card)) deleteActivity(portal, activity);
    else putActivity(portal, { ...activity, bindings: activity.bindings.filter(binding => !sameCard(binding, card)) });
  }
};

export const clearActivities = (portal: Portal): void => {
  for (const records of [activities(portal), timelines(portal), origins(portal)]) records.clear();
};
