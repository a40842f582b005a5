/** Open lines («открытые линии»): their settings and their queue. */
import type { Collection } from '../../kernel/store.ts';
import { recordKey } from '../portal-data.ts';
import type { Portal } from '../portal-data.ts';
import { isObject, readInteger, readList, readText } from '../rest/parameters.ts';
import { departments } from '../users/departments.ts';
import { employees, findEmployee } from '../users/employees.ts';
import type { Employee } from '../users/employees.ts';

export interface Line {
  id: number;
  /** Parameters as `imopenlines.config.*` names them; all of them texts, flags `Y`/`N`. QUEUE stands apart. */
  settings: Record<string, string>;
  queue: { entityType: 'user' | 'department'; entityId: number }[];
}

/** What a line is made with when nothing else was said. */
export const LINE_DEFAULTS: Readonly<Record<string, string>> = {
  ACTIVE: 'Y',
  LINE_NAME: 'Открытая линия',
  QUEUE_TYPE: 'evenly',
  QUEUE_TIME: '60',
  NO_ANSWER_TIME: '60',
  CHECK_AVAILABLE: 'N',
  CRM: 'Y',
  CRM_CREATE: 'lead',
  CRM_FORWARD: 'N',
  CRM_TRANSFER_CHANGE: 'Y',
  CRM_CHAT_TRACKER: 'Y',
  WELCOME_MESSAGE: 'N',
  WELCOME_MESSAGE_TEXT: 'Здравствуйте! Мы скоро ответим.',
  VOTE_MESSAGE: 'N',
  NO_ANSWER_RULE: 'none',
  WORKTIME_ENABLE: 'N',
  CLOSE_RULE: 'none',
  AUTO_CLOSE_RULE: 'none',
  FULL_CLOSE_TIME: '0',
  OPERATOR_DATA: 'profile',
  LANGUAGE_ID: 'ru',
};

export const lines = (portal: Portal): Collection<Line> => portal.records('line');

export const findLine = (portal: Portal, id: number): Line | undefined => lines(portal).get(recordKey(id));

export const putLine = (portal: Portal, line: Line): void => lines(portal).put(recordKey(line.id), line);

export const isOn = (line: Line, setting: string): boolean => line.settings[setting] === 'Y';

/** Employees of the queue in its order; a department stands for all its people. */
export const queueOf = (portal: Portal, line: Line): Employee[] => {
  const found = line.queue.flatMap(({ entityType, entityId }) => {
    if (entityType === 'user') return findEmployee(portal, entityId) ?? [];
    return employees(portal)
      .values()
      .filter(employee => employee.departmentIds.includes(entityId));
  });
  return [...new Map(found.map(employee => [employee.id, employee])).values()].filter(employee => employee.active);
};

/** Reads QUEUE of `config.add`; undefined when it names nobody real. */
export const readQueue = (portal: Portal, value: unknown): Line['queue'] | undefined => {
  const queue = (readList(value) ?? []).flatMap((entry): Line['queue'] => {
    if (!isObject(entry)) return [];
    const entityType = readText(entry['ENTITY_TYPE']);
    const entityId = readInteger(entry['ENTITY_ID']);
    return (entityType === 'user' || entityType === 'department') && entityId !== undefined ? [{ entityType, entityId }] : [];
  });
  const known = queue.filter(({ entityType, entityId }) =>
    entityType === 'user' ? findEmployee(portal, entityId) !== undefined : departments(portal).get(recordKey(entityId)) !== undefined,
  );
  return known.length === queue.length ? known : undefined;
};
