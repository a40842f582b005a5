/** Our records in the timeline. Bitrix24 has no idempotency key: a record is found again by its origin (Bitrix24 docs, crm.activity.list). */
import {
  type ActingAs,
  type ActivityView,
  type CardRef,
  type EmployeeId,
  isRefusal,
  type PortalId,
  type Refusal,
  type Timeline,
} from '@olchat/domain';
import { z } from 'zod';
import { entityTypeId } from '../crm/object-types.ts';
import { orderClient } from '../crm/order.ts';
import type { RestParams } from '../rest/batch.ts';
import { type RefusalWords, refusalOf, type RestOutcome } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { ActivityUpdates } from './activity-updates.ts';
import { FALLBACK_LOGO, layoutOf } from './layout.ts';

/** Our namespace in ORIGINATOR_ID. */
const ORIGINATOR = 'olchat';
const WORDS: RefusalWords = { right: 'card', otherwise: 'ACTIVITY_NOT_WRITTEN' };

const id = z.union([z.string(), z.number()]).transform(String);
const listed = z.array(z.object({ ID: id }));
const added = z.object({ activity: z.object({ id }) });

export class Activities implements Timeline {
  readonly #rest: RestClient;
  readonly #updates: ActivityUpdates;

  constructor(rest: RestClient, updates: ActivityUpdates) {
    this.#rest = rest;
    this.#updates = updates;
  }

  /** By origin alone: the card may have been merged into another one meanwhile (L-16). */
  async findActivity(portalId: PortalId, _card: CardRef, originId: string): Promise<string | null | Refusal> {
    const filter = { PROVIDER_ID: 'CONFIGURABLE_REST_APP', ORIGINATOR_ID: ORIGINATOR, ORIGIN_ID: originId };
    const command = { method: 'crm.activity.list', params: { filter, select: ['ID'], order: { ID: 'ASC' } } };
    const found = await this.#rest.call({ portalId, as: 'main' }, command, listed, 'repeatable');
    return found.ok ? (found.value[0]?.ID ?? null) : refusalOf(found.failure, WORDS);
  }

  async addActivity(
    portalId: PortalId,
    employeeId: EmployeeId | null,
    card: CardRef,
    originId: string,
    view: ActivityView,
  ): Promise<string | Refusal> {
    const fields = fieldsOf(employeeId, originId);
    let written = await this.#addAs(portalId, employeeId, card, fields, view);
    // That an order may own an activity is not documented: a portal that refuses gets the record on the order's client.
    if (!written.ok && written.failure.kind === 'refused' && card.type === 'ORDER') {
      const client = await orderClient(this.#rest, portalId, card);
      if (isRefusal(client)) return client;
      if (client !== null) {
        written = await this.#addAs(portalId, employeeId, client, fields, view);
        if (written.ok) await this.#bind(portalId, written.value, card);
      }
    }
    if (written.ok) return written.value;
    if (written.failure.kind !== 'unknown-outcome') return refusalOf(written.failure, WORDS);

    // The record and its origin are written at once, so what the search finds is complete.
    const found = await this.findActivity(portalId, card, originId);
    if (isRefusal(found)) return found;
    return found ?? refusalOf(written.failure, WORDS);
  }

  async updateActivity(portalId: PortalId, activityId: string, view: ActivityView): Promise<null | Refusal> {
    const outcome = await withLogo(view, layout => this.#updates.update(portalId, activityId, layout));
    return outcome.ok ? null : refusalOf(outcome.failure, WORDS);
  }

  async #addAs(
    portalId: PortalId,
    employeeId: EmployeeId | null,
    card: CardRef,
    fields: RestParams,
    view: ActivityView,
  ): Promise<RestOutcome<string>> {
    const written = await this.#add(portalId, employeeId ?? 'main', card, fields, view);
    // The work goes on when the employee's token is lost: the record still names him.
    const isTokenLost = !written.ok && written.failure.kind === 'token-refused' && employeeId !== null;
    return isTokenLost ? this.#add(portalId, 'main', card, fields, view) : written;
  }

  /** Shows the record on this card too. A portal that refuses (the client writes the reason into the log) shows it on its owner only. */
  async #bind(portalId: PortalId, activityId: string, card: CardRef): Promise<void> {
    const params = { activityId, entityTypeId: entityTypeId(card), entityId: card.id };
    await this.#rest.call({ portalId, as: 'main' }, { method: 'crm.activity.binding.add', params }, z.unknown(), 'repeatable');
  }

  async #add(portalId: PortalId, as: ActingAs, card: CardRef, fields: RestParams, view: ActivityView): Promise<RestOutcome<string>> {
    return withLogo(view, async layout => {
      const params = { ownerTypeId: entityTypeId(card), ownerId: card.id, fields, layout };
      const outcome = await this.#rest.call({ portalId, as }, { method: 'crm.activity.configurable.add', params }, added, 'once');
      return outcome.ok ? { ok: true, value: outcome.value.activity.id } : outcome;
    });
  }
}

/** A finished fact: no counter, no "incoming" highlight, no deadline. */
const fieldsOf = (employeeId: EmployeeId | null, originId: string): RestParams => ({
  typeId: 'CONFIGURABLE',
  completed: 'Y',
  isIncomingChannel: 'N',
  originatorId: ORIGINATOR,
  originId,
  ...(employeeId === null ? {} : { responsibleId: employeeId }),
});

/** `ENUM_FIELD`: an administrator removed our logo. A refused layout wrote nothing, so the second try makes no second record. */
const withLogo = async <T>(view: ActivityView, write: (layout: RestParams) => Promise<RestOutcome<T>>): Promise<RestOutcome<T>> => {
  const outcome = await write(layoutOf(view));
  if (outcome.ok || outcome.failure.code !== 'ENUM_FIELD') return outcome;
  return write(layoutOf(view, FALLBACK_LOGO));
};
