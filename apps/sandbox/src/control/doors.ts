/** `/control/*`: how tests and people steer the simulated services and see what really happened (contract 5). */
import type { FastifyError, FastifyInstance } from 'fastify';
import { z } from 'zod';
import { autoSettings } from '../kernel/auto.ts';
import { faultRule } from '../kernel/faults.ts';
import type { LedgerRow } from '../kernel/ledger.ts';
import { PhoneActionError } from '../kernel/phones.ts';
import type { Phone } from '../kernel/phones.ts';
import { lifeAction } from '../portal/life.ts';
import { NoSuchCard } from '../portal/crm/card-changes.ts';
import { DeskError } from '../portal/desk.ts';
import type { ControlOptions } from './oracle.ts';
import { phoneAction } from './phone-action.ts';

class Unknown extends Error {}

const ledgerQuery = z.object({ after: z.coerce.number().int().nonnegative().default(0) });
const cardParams = z.object({
  type: z.preprocess(
    text => (typeof text === 'string' ? text.toUpperCase() : text),
    z.enum(['LEAD', 'DEAL', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS']),
  ),
  id: z.string().regex(/^\d+$/, 'a card id is a number'),
});
const cardQuery = z.object({ smartProcessTypeId: z.string().optional() });
/** Key of a button or menu item, as the timeline's door names them. */
const ids = z.array(z.string().regex(/^\d+$/)).optional();
const membership = z.object({ departments: ids, workgroups: ids }).strict();
const press = z.object({ button: z.string().min(1), employeeId: z.string().regex(/^\d+$/) });
/** `fill`: a person saves the card with these fields, as `crm.item.update` takes them. */
const cardChange = z.discriminatedUnion('do', [
  z.object({ do: z.literal('fill'), fields: z.record(z.string(), z.unknown()) }),
  z.object({ do: z.literal('delete') }),
  z.object({ do: z.literal('merge'), into: z.string().regex(/^\d+$/) }),
]);
const rules = z.union([
  z.array(faultRule),
  z.object({ rules: z.array(faultRule) }).transform(body => body.rules),
  faultRule.transform(rule => [rule]),
]);

export const controlDoors =
  (options: ControlOptions) =>
  async (server: FastifyInstance): Promise<void> => {
    const { portal, phones, ledger, faults, auto, seed } = options;

    server.setErrorHandler(async (error: FastifyError, request, reply) => {
      const { status, code, message } = describe(error);
      if (status === 500) request.log.error(error);
      return reply.code(status).send({ error: code, message });
    });
    server.setNotFoundHandler(async (request, reply) =>
      reply.code(404).send({ error: 'NOT_FOUND', message: `There is no door ${request.method} ${request.url}` }),
    );

    server.get('/credentials', async (_request, reply) => {
      if (seed.result === undefined)
        return reply.code(503).header('retry-after', '1').send({ error: 'NOT_SEEDED', message: seed.waitingFor });
      return {
        graphqlUrl: options.graphqlUrl,
        subscriptionUrl: options.graphqlUrl.replace(/^http/, 'ws'),
        partnerKey: seed.result.partnerKey,
        accounts: seed.result.accounts,
        cards: portal.cardsForCredentials(),
      };
    });

    server.get('/ledger', async request => ledger.rows(ledgerQuery.parse(request.query).after).map(describeRow));

    server.get('/phones', async () => phones.list().map(describePhone));
    server.get<{ Params: { address: string } }>('/phones/:address', async request => {
      const phone = phones.get(request.params.address);
      if (phone === undefined) throw new Unknown(`No phone has the address ${request.params.address}`);
      return describePhone(phone);
    });
    server.post<{ Params: { address: string } }>('/phones/:address', async request => {
      const action = phoneAction.parse(request.body);
      if (phones.get(request.params.address) === undefined) throw new Unknown(`No phone has the address ${request.params.address}`);
      return describePhone(await phones.act(request.params.address, action));
    });

    server.get('/cards/:type/:id/timeline', async request => {
      const { type, id } = cardParams.parse(request.params);
      const { smartProcessTypeId = null } = cardQuery.parse(request.query);
      // Items of different smart processes share their ids; without the type the first one is meant.
      const card = portal
        .cardsForCredentials()
        .find(one => one.type === type && one.id === id && (smartProcessTypeId === null || one.smartProcessTypeId === smartProcessTypeId));
      if (card === undefined) throw new Unknown(`The first portal has no ${type} with the id ${id}`);
      return portal.timeline(type, id, card.smartProcessTypeId ?? undefined);
    });

    server.post<{ Params: { activityId: string } }>('/timeline/:activityId/press', async request => {
      const { button, employeeId } = press.parse(request.body);
      portal.press(request.params.activityId, button, employeeId);
      return { done: true };
    });
    server.post('/cards/:type/:id', async request => {
      const { type, id } = cardParams.parse(request.params);
      portal.changeCard(type, id, cardChange.parse(request.body), cardQuery.parse(request.query).smartProcessTypeId);
      return { done: true };
    });

    server.post<{ Params: { employeeId: string } }>('/employees/:employeeId', async request => {
      portal.moveEmployee(request.params.employeeId, membership.parse(request.body));
      return { done: true };
    });

    // Whatever happens to a portal: `{ do: 'uninstall' }`, `{ do: 'dismiss', employeeId }` … (see life.ts).
    server.post<{ Params: { memberId: string } }>('/portals/:memberId', async request => {
      portal.live(request.params.memberId, lifeAction.parse(request.body));
      return { done: true };
    });

    server.get('/chats', async () => portal.chats());

    server.post('/chats/end-closing', async () => ({ ended: portal.endClosing() }));
    server.post<{ Params: { id: string } }>('/lines/:id', async request => {
      const settings = z.record(z.string(), z.string()).parse(request.body);
      if (!portal.changeLine(request.params.id, settings)) throw new Unknown(`The first portal has no line ${request.params.id}`);
      return settings;
    });

    server.get('/faults', async () => faults.list());
    server.post('/faults', async request => {
      faults.add(rules.parse(request.body));
      return faults.list();
    });
    server.delete('/faults', async () => {
      faults.clear();
      return faults.list();
    });

    server.get('/auto', async () => auto.current);
    server.post('/auto', async request => {
      const { deliverAfterMs, readAfterMs } = autoSettings.partial().strict().parse(request.body);
      return auto.set({ ...(deliverAfterMs !== undefined && { deliverAfterMs }), ...(readAfterMs !== undefined && { readAfterMs }) });
    });

    // The ledger stays: rows that tests have read must not be given out again under other numbers.
    server.post('/reset', async () => {
      portal.reset();
      options.resetMessages();
      faults.clear();
      auto.set({ deliverAfterMs: 700, readAfterMs: 2000 });
      return { done: true };
    });
  };

/** Absent fields are said as null, so that every row has the same keys. */
const describeRow = (row: LedgerRow) => ({
  n: row.n,
  at: row.at,
  service: row.service,
  method: row.method,
  externalId: row.externalId ?? null,
  ours: row.ours ?? null,
  to: row.to ?? null,
  request: row.request ?? null,
  body: row.body ?? null,
});

const describePhone = ({ address, messenger, messages, ...rest }: Phone) => ({ address, messenger, messages, ...rest });

const describe = (error: FastifyError): { status: number; code: string; message: string } => {
  if (error instanceof z.ZodError) return { status: 400, code: 'BAD_REQUEST', message: z.prettifyError(error) };
  if (error instanceof DeskError) return { status: 409, code: 'IMPOSSIBLE_NOW', message: error.message };
  if (error instanceof NoSuchCard) return { status: 404, code: 'NOT_FOUND', message: error.message };
  if (error instanceof PhoneActionError) return { status: 409, code: 'IMPOSSIBLE_NOW', message: error.message };
  if (error instanceof Unknown) return { status: 404, code: 'NOT_FOUND', message: error.message };
  if (error.statusCode !== undefined && error.statusCode < 500)
    return { status: error.statusCode, code: 'BAD_REQUEST', message: error.message };
  return { status: 500, code: 'INTERNAL', message: error.message };
};
