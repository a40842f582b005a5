/** Notices to one employee, the bell of the portal (Bitrix24 docs, im.notify.*). */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call } from '../rest/method.ts';
import { RestError } from '../rest/rest-error.ts';
import { findEmployee } from '../users/employees.ts';

export interface PortalNotice {
  id: number;
  userId: number;
  text: string;
  tag: string;
  atMs: number;
}

const notices = (portal: Portal): Collection<PortalNotice> => portal.records('notice');

export const noticesOf = (portal: Portal, employeeId: number): PortalNotice[] =>
  notices(portal)
    .values()
    .filter(notice => notice.userId === employeeId);

/** A notice with a tag takes the place of the older ones with it, of the same person. */
export function notify({ parameters, portal }: Call): Answer {
  const userId = parameters.integer('USER_ID') ?? 0;
  if (userId <= 0) throw new RestError(400, 'USER_ID_EMPTY', "User ID can't be empty");
  const text = (parameters.text('MESSAGE') ?? '').trim();
  if (text === '') throw new RestError(400, 'MESSAGE_EMPTY', "Message can't be empty");
  // "If the notification was not created, it may return false."
  if (findEmployee(portal, userId)?.active !== true) return { result: false, refused: true };
  const tag = parameters.text('TAG') ?? '';
  if (tag !== '') for (const older of noticesOf(portal, userId)) if (older.tag === tag) notices(portal).delete(recordKey(older.id));
  const id = portal.nextId('notice', 12_345);
  notices(portal).put(recordKey(id), { id, userId, text, tag, atMs: Date.now() });
  portal.changed('chat');
  return { result: id, externalId: id };
}

/** By id, or by tag. */
export function deleteNotice({ parameters, portal, employee }: Call): Answer {
  const [id, tag] = [parameters.integer('ID'), parameters.text('TAG') ?? ''];
  if (id === undefined && tag === '') throw new RestError(400, 'PARAMS_ERROR', 'Incorrect params');
  const gone = noticesOf(portal, employee.id).filter(notice => notice.id === id || (tag !== '' && notice.tag === tag));
  for (const notice of gone) notices(portal).delete(recordKey(notice.id));
  return { result: gone.length > 0 };
}
