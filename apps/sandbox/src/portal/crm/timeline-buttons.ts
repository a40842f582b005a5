/** Pressing a button of our timeline record: `ONCRMTIMELINEITEMACTION` with the names flat in `data` and the person in `auth[user_id]`. */
import { DeskError } from '../desk.ts';
import type { Portal } from '../portal-data.ts';
import { findActivity } from './activities.ts';
import { viewAction } from './timeline.ts';

export const pressButton = (portal: Portal, employeeId: number, activityId: number, key: string): void => {
  const activity = findActivity(portal, activityId);
  const footer = activity?.layout?.footer;
  const button = footer?.buttons?.[key] ?? footer?.menu?.items?.[key];
  if (activity === undefined || button === undefined) throw new DeskError('Дело уже удалено или изменено');
  const action = viewAction(button.action);
  if (action.type !== 'restEvent') throw new DeskError('Эта кнопка не отправляет событие');
  portal.raise({
    name: 'ONCRMTIMELINEITEMACTION',
    data: { id: action.id, entityTypeId: activity.owner.entityTypeId, entityId: activity.owner.id, activityId, ...action.params },
    actorId: employeeId,
  });
};
