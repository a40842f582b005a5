/** `crm.activity.configurable.*` and the plain methods that look activities up, delete and bind them. */
import type { Portal } from '../portal-data.ts';
import { page } from '../rest/paging.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { readFlag, readInteger, readText } from '../rest/parameters.ts';
import { matchesFilter } from '../rest/record-filter.ts';
import { accessDenied, notFound, RestError } from '../rest/rest-error.ts';
import { portalTime } from '../rest/time-block.ts';
import { activitiesByOrigin, allActivities, deleteActivity, findActivity, nextActivityId, putActivity } from './activities.ts';
import type { Activity } from './activities.ts';
import { checkLayout } from './activity-layout.ts';
import { sameCard } from './card-types.ts';
import type { CardKey } from './card-types.ts';
import { findCard, mayChangeCard, mayReadCard } from './items.ts';
import { layoutCodes } from './timeline-pictures.ts';

export const activityMethods: readonly RestMethod[] = [
  { name: 'crm.activity.configurable.add', scope: 'crm', run: add },
  { name: 'crm.activity.configurable.update', scope: 'crm', run: update },
  { name: 'crm.activity.configurable.get', scope: 'crm', run: getConfigurable },
  { name: 'crm.activity.get', scope: 'crm', run: get },
  { name: 'crm.activity.list', scope: 'crm', run: list },
  { name: 'crm.activity.delete', scope: 'crm', run: remove },
  { name: 'crm.activity.binding.list', scope: 'crm', run: listBindings },
  { name: 'crm.activity.binding.add', scope: 'crm', run: addBinding },
  { name: 'crm.activity.binding.delete', scope: 'crm', run: deleteBinding },
];

const PROVIDERS = { app: 'CONFIGURABLE_REST_APP', 'open-line': 'IMOPENLINES_SESSION' } as const;
const MAX_BINDINGS = 100;

function add(call: Call): Answer {
  const { parameters, portal, employee, clientId } = call;
  const owner = { entityTypeId: parameters.requiredInteger('ownerTypeId'), id: parameters.requiredInteger('ownerId') };
  const fields = parameters.requiredObject('fields');
  requireChange(call, owner);
  const blank: Activity = {
    id: 0,
    kind: 'app',
    owner,
    bindings: [owner],
    clientId,
    responsibleId: employee.id,
    authorId: employee.id,
    completed: false,
    deadline: null,
    isIncomingChannel: false,
    badgeCode: '',
    originatorId: null,
    originId: null,
    layout: checkLayout(parameters.value('layout'), layoutCodes(portal)),
    chatId: null,
    createdAtMs: Date.now(),
    updatedAtMs: Date.now(),
  };
  const activity = { ...applyFields(blank, fields), id: nextActivityId(portal) };
  putActivity(portal, activity);
  portal.raise({ name: 'ONCRMACTIVITYADD', data: { FIELDS: { ID: activity.id } }, actorId: employee.id });
  return { result: { activity: { id: activity.id } }, ...traces(activity) };
}

function update(call: Call): Answer {
  const { parameters, portal, employee, clientId } = call;
  const activity = configurable(call);
  requireChange(call, activity.owner);
  if (activity.clientId !== clientId)
    throw new RestError(400, 'ERROR_WRONG_APPLICATION', 'The activity was created by another application');
  const changed = {
    ...applyFields(activity, parameters.object('fields') ?? {}),
    layout: checkLayout(parameters.value('layout'), layoutCodes(portal)),
    updatedAtMs: Date.now(),
  };
  putActivity(portal, changed);
  portal.raise({ name: 'ONCRMACTIVITYUPDATE', data: { FIELDS: { ID: activity.id } }, actorId: employee.id });
  return { result: { activity: { id: activity.id } }, ...traces(changed) };
}

const traces = ({ id, originId }: Activity): { externalId: number; ours?: string } => ({
  externalId: id,
  ...(originId !== null && { ours: originId }),
});

function getConfigurable(call: Call): Answer {
  const activity = configurable(call);
  requireRead(call, activity);
  return {
    result: {
      activity: {
        id: activity.id,
        ownerTypeId: activity.owner.entityTypeId,
        ownerId: activity.owner.id,
        fields: {
          typeId: 'CONFIGURABLE',
          completed: activity.completed,
          deadline: activity.deadline,
          pingOffsets: [],
          isIncomingChannel: activity.isIncomingChannel,
          responsibleId: activity.responsibleId,
          badgeCode: activity.badgeCode,
          originatorId: activity.originatorId,
          originId: activity.originId,
        },
        layout: activity.layout,
      },
    },
  };
}

const existing = (portal: Portal, id: number): Activity => {
  const activity = findActivity(portal, id);
  if (activity === undefined) throw notFound('Activity not found');
  return activity;
};

const configurable = ({ portal, parameters }: Call): Activity => {
  const activity = existing(portal, parameters.requiredInteger('id'));
  if (activity.kind !== 'app') throw notFound('Activity not found');
  return activity;
};

const requireChange = ({ portal, employee }: Call, key: CardKey): void => {
  const card = findCard(portal, key);
  if (card === undefined) throw notFound('Owner was not found');
  if (!mayChangeCard(employee, card)) throw accessDenied();
};

const maySee = (portal: Portal, employee: Call['employee'], activity: Activity): boolean =>
  activity.bindings.some(key => {
    const card = findCard(portal, key);
    return card !== undefined && mayReadCard(employee, card);
  });

const requireRead = ({ portal, employee }: Call, activity: Activity): void => {
  if (!maySee(portal, employee, activity)) throw accessDenied();
};

const applyFields = (activity: Activity, fields: Record<string, unknown>): Activity => {
  const text = (name: string, former: string | null): string | null => (name in fields ? (readText(fields[name]) ?? null) : former);
  const flag = (name: string, former: boolean): boolean => {
    const value = name in fields ? readFlag(fields[name]) : former;
    if (value === undefined) throw new RestError(400, 'WRONG_FIELD_VALUE', `Field '${name}' has a wrong value`);
    return value;
  };
  const typeId = readText(fields['typeId']) ?? 'CONFIGURABLE';
  if (typeId !== 'CONFIGURABLE') throw new RestError(400, 'WRONG_FIELD_VALUE', "Field 'typeId' has a wrong value");
  const changed: Activity = {
    ...activity,
    completed: flag('completed', activity.completed),
    isIncomingChannel: flag('isIncomingChannel', activity.isIncomingChannel),
    deadline: text('deadline', activity.deadline),
    responsibleId: readInteger(fields['responsibleId']) ?? activity.responsibleId,
    badgeCode: text('badgeCode', activity.badgeCode) ?? '',
    originatorId: text('originatorId', activity.originatorId),
    originId: text('originId', activity.originId),
  };
  if (changed.isIncomingChannel && changed.deadline !== null) {
    throw new RestError(400, 'INCOMING_ACTIVITY_CAN_NOT_BE_WITH_DEADLINE', 'An incoming activity can not be with deadline');
  }
  return changed;
};

const plainView = (activity: Activity): Record<string, unknown> => ({
  ID: String(activity.id),
  OWNER_ID: String(activity.owner.id),
  OWNER_TYPE_ID: String(activity.owner.entityTypeId),
  TYPE_ID: '6',
  PROVIDER_ID: PROVIDERS[activity.kind],
  PROVIDER_TYPE_ID: activity.kind === 'app' ? 'CONFIGURABLE' : '1',
  SUBJECT: activity.kind === 'app' ? (readText(activity.layout?.header.title) ?? '') : 'Чат с клиентом',
  COMPLETED: activity.completed ? 'Y' : 'N',
  RESPONSIBLE_ID: String(activity.responsibleId),
  AUTHOR_ID: String(activity.authorId),
  ORIGINATOR_ID: activity.originatorId ?? '',
  ORIGIN_ID: activity.originId ?? '',
  ASSOCIATED_ENTITY_ID: activity.chatId === null ? '0' : String(activity.chatId),
  CREATED: portalTime(activity.createdAtMs),
  LAST_UPDATED: portalTime(activity.updatedAtMs),
});

function get(call: Call): Answer {
  const activity = existing(call.portal, call.parameters.requiredInteger('id'));
  requireRead(call, activity);
  return { result: plainView(activity) };
}

function list({ parameters, portal, employee }: Call): Answer {
  const filter = parameters.object('FILTER') ?? {};
  const select = (parameters.list('SELECT') ?? []).map(name => readText(name) ?? '');
  const order = readText(parameters.object('ORDER')?.['ID'])?.toUpperCase();
  const originId = readText(filter['ORIGIN_ID'] ?? filter['=ORIGIN_ID']);
  const candidates = originId === undefined ? allActivities(portal) : activitiesByOrigin(portal, originId);
  const rows = candidates
    .filter(activity => maySee(portal, employee, activity))
    .map(plainView)
    .filter(row => matchesFilter(filter, name => row[name]))
    .sort((one, other) => (order === 'DESC' ? -1 : 1) * (Number(one['ID']) - Number(other['ID'])));
  const chosen =
    select.length === 0 || select.includes('*') ? rows : rows.map(row => Object.fromEntries(select.map(name => [name, row[name]])));
  return page(chosen, parameters.integer('START'), found => found);
}

function remove(call: Call): Answer {
  const activity = existing(call.portal, call.parameters.requiredInteger('id'));
  requireChange(call, activity.owner);
  deleteActivity(call.portal, activity);
  call.portal.raise({ name: 'ONCRMACTIVITYDELETE', data: { FIELDS: { ID: activity.id } }, actorId: call.employee.id });
  return { result: true, ...traces(activity) };
}

function listBindings(call: Call): Answer {
  const activity = existing(call.portal, call.parameters.requiredInteger('activityId'));
  requireRead(call, activity);
  return { result: activity.bindings.map(({ entityTypeId, id }) => ({ entityTypeId, entityId: id })) };
}

const bindingTarget = ({ parameters }: Call): CardKey => ({
  entityTypeId: parameters.requiredInteger('entityTypeId'),
  id: parameters.requiredInteger('entityId'),
});

function addBinding(call: Call): Answer {
  const activity = existing(call.portal, call.parameters.requiredInteger('activityId'));
  const card = bindingTarget(call);
  requireChange(call, card);
  if (activity.bindings.some(binding => sameCard(binding, card)))
    throw new RestError(400, 'ACTIVITY_IS_ALREADY_BOUND', 'Activity is already bound');
  if (activity.bindings.length >= MAX_BINDINGS) throw new RestError(400, 'BINDINGS_COUNT_LIMIT_REACHED', 'Too many bindings');
  putActivity(call.portal, { ...activity, bindings: [...activity.bindings, card] });
  return { result: true, ...traces(activity) };
}

function deleteBinding(call: Call): Answer {
  const activity = existing(call.portal, call.parameters.requiredInteger('activityId'));
  const card = bindingTarget(call);
  requireChange(call, card);
  const bindings = activity.bindings.filter(binding => !sameCard(binding, card));
  if (bindings.length === activity.bindings.length) throw new RestError(400, 'BINDING_NOT_FOUND', 'Binding not found');
  if (bindings.length === 0) throw new RestError(400, 'LAST_BINDING_CANNOT_BE_DELETED', 'The last binding cannot be deleted');
  putActivity(call.portal, { ...activity, owner: bindings[0] ?? activity.owner, bindings });
  return { result: true, ...traces(activity) };
}
