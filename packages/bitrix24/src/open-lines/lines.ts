/** Open lines of the portal and our connector on them (Bitrix24 docs, imopenlines.config.*, imconnector.activate). */
import type { AccountId, EmployeeId, LineId, Messenger, OpenLine, PortalId, Refusal } from '@olchat/domain';
import { refuse } from '@olchat/domain';
import { z } from 'zod';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { connectorId } from './connector-id.ts';
import { QUIET } from './line-settings.ts';

const WORDS: RefusalWords = { right: 'line', otherwise: 'PORTAL_UNAVAILABLE' };
/** Lines of one answer, the most it takes. */
const MAX_LINES = 200;

const id = z.union([z.string(), z.number()]).transform(String);
/** Employees come as ids, or with the kind of the entry; departments are resolved to their employees by Bitrix24 itself. */
const queueEntry = z.union([
  id,
  z.object({ ENTITY_TYPE: z.literal('user'), ENTITY_ID: id }).transform(entry => entry.ENTITY_ID),
  z.object({ USER_ID: id }).transform(entry => entry.USER_ID),
  z.object({ ENTITY_TYPE: z.literal('department') }).transform(() => null),
]);
const queue = z
  .union([z.array(queueEntry), z.record(z.string(), queueEntry)])
  .nullish()
  .transform(entries => Object.values(entries ?? {}).filter(entry => entry !== null) as EmployeeId[]);

const lineBody = z
  .object({ ID: id, LINE_NAME: z.string().nullish(), ACTIVE: z.union([z.string(), z.boolean()]).nullish(), QUEUE: queue })
  .transform((line): OpenLine => ({
    id: line.ID as LineId,
    name: line.LINE_NAME ?? '',
    isActive: line.ACTIVE === true || line.ACTIVE === 'Y',
    queue: line.QUEUE,
  }));

export const readLines = async (rest: RestClient, portalId: PortalId): Promise<OpenLine[] | Refusal> => {
  const params = {
    PARAMS: { select: ['ID', 'LINE_NAME', 'ACTIVE'], order: { ID: 'ASC' }, limit: MAX_LINES },
    OPTIONS: { QUEUE: 'Y', CHECK_PERMISSION: 'N' },
  };
  const lines = await rest.call(
    { portalId, as: 'main' },
    { method: 'imopenlines.config.list.get', params },
    z.array(lineBody),
    'repeatable',
  );
  return lines.ok ? lines.value : refusalOf(lines.failure, WORDS);
};

export const readLine = async (rest: RestClient, portalId: PortalId, lineId: LineId): Promise<OpenLine | null | Refusal> => {
  const params = { CONFIG_ID: lineId, WITH_QUEUE: 'Y', SHOW_OFFLINE: 'Y' };
  const answer = z.union([lineBody, z.literal(false).transform(() => null)]);
  const line = await rest.call({ portalId, as: 'main' }, { method: 'imopenlines.config.get', params }, answer, 'repeatable');
  if (line.ok) return line.value;
  return line.failure.kind === 'gone' ? null : refusalOf(line.failure, WORDS);
};

/** Not repeated and not looked up after a lost answer: names of lines are not unique, an empty second line would be worse than a retry by hand. */
export const createLine = async (
  rest: RestClient,
  portalId: PortalId,
  name: string,
  employees: readonly EmployeeId[],
): Promise<LineId | Refusal> => {
  const params = {
    PARAMS: {
      LINE_NAME: name,
      ACTIVE: 'Y',
      QUEUE: employees.map(employee => ({ ENTITY_TYPE: 'user', ENTITY_ID: employee })),
      QUEUE_TYPE: 'all',
      CRM: 'Y',
      ...QUIET,
    },
  };
  const added = await rest.call({ portalId, as: 'main' }, { method: 'imopenlines.config.add', params }, id, 'once');
  return added.ok ? (added.value as LineId) : refusalOf(added.failure, WORDS);
};

export interface LineAccount {
  id: AccountId;
  messenger: Messenger;
  title: string;
  /** E.164 with + of a number. */
  address: string | null;
}

const statusBody = z.object({ STATUS: z.boolean() });

export const attachConnector = async (
  rest: RestClient,
  portalId: PortalId,
  lineId: LineId,
  account: LineAccount,
): Promise<null | Refusal> => {
  const where = { CONNECTOR: connectorId(account.messenger), LINE: lineId };
  const url = publicUrl(account);
  const data = { ID: account.address?.replace(/^\+/, '') ?? account.id, URL: url, URL_IM: url, NAME: account.title };
  const answer = await rest.batch(
    { portalId, as: 'main' },
    {
      activate: { method: 'imconnector.activate', params: { ...where, ACTIVE: 1 } },
      data: { method: 'imconnector.connector.data.set', params: { ...where, DATA: data } },
      status: { method: 'imconnector.status', params: where },
    },
    'repeatable',
    true,
  );
  if (!answer.ok) return refusalOf(answer.failure, WORDS);
  for (const step of ['activate', 'data'] as const) {
    const done = answer.value.read(step, z.unknown());
    if (!done.ok) return refusalOf(done.failure, WORDS);
  }
  const status = answer.value.read('status', statusBody);
  if (!status.ok) return refusalOf(status.failure, WORDS);
  return status.value.STATUS ? null : refuse('PORTAL_UNAVAILABLE', { right: 'line', rawCode: 'CONNECTOR_NOT_READY' });
};

export const detachConnector = async (
  rest: RestClient,
  portalId: PortalId,
  lineId: LineId,
  messenger: Messenger,
): Promise<null | Refusal> => {
  const params = { CONNECTOR: connectorId(messenger), LINE: lineId, ACTIVE: 0 };
  const done = await rest.call({ portalId, as: 'main' }, { method: 'imconnector.activate', params }, z.unknown(), 'repeatable');
  return done.ok || done.failure.kind === 'gone' ? null : refusalOf(done.failure, WORDS);
};

/** Where a client can write to this account. */
const publicUrl = (account: LineAccount): string => {
  if (account.address === null) return '';
  const digits = account.address.replace(/^\+/, '');
  return account.messenger === 'WHATSAPP' ? `https://wa.me/${digits}` : `https://t.me/${account.address}`;
};
