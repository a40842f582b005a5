/** What the application leaves on a portal: places in cards, events, the connector, the logo. Reads first, adds what is missing, removes what is stale. */
import { MESSENGERS, type PortalId, type Refusal, type WantedPlaces } from '@olchat/domain';
import { z } from 'zod';
import { CONNECTOR_EVENTS } from '../open-lines/connector-events.ts';
import { registerConnector } from '../open-lines/connector-registration.ts';
import { connectorId } from '../open-lines/connector-id.ts';
import { refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { logoCode } from '../timeline/layout.ts';
import { LOGO_PNG } from '../timeline/logo.ts';
import { applicationInfo, listedCardFields, planCardFields, READ_CARD_FIELDS } from './card-fields.ts';
import { cardItems, placementHandler, type ItemAddresses } from './card-items.ts';
import { CHAT_PLACEMENT, chatItem } from './chat-item.ts';
import { Plan, planBindings } from './plan.ts';
import { planFieldType, registeredFieldTypes, wantedFieldType } from './field-type.ts';

/** «Ещё» over the timeline of a card (W-1). */
export const CARD_PLACEMENTS = [
  'CRM_LEAD_DETAIL_ACTIVITY',
  'CRM_DEAL_DETAIL_ACTIVITY',
  'CRM_CONTACT_DETAIL_ACTIVITY',
  'CRM_COMPANY_DETAIL_ACTIVITY',
] as const;

/** Bound only where the portal names it: not every order card has a timeline menu. */
const ORDER_PLACEMENT = 'CRM_ORDER_DETAIL_ACTIVITY';

/** The code of our place in cards of a smart process; by entityTypeId, never by the type's own id. */
export const smartProcessPlacement = (smartProcessTypeId: string): string => `CRM_DYNAMIC_${smartProcessTypeId}_DETAIL_ACTIVITY`;

export const EVENTS = [
  ...CONNECTOR_EVENTS,
  'ONAPPUNINSTALL',
  'ONAPPUPDATE',
  'ONCRMTIMELINEITEMACTION',
  'ONCRMTYPEDELETE',
  'ONAPPTEST',
] as const;

export interface Registered {
  /** Names of what was there already, was added, and was removed because it pointed elsewhere. */
  kept: string[];
  added: string[];
  removed: string[];
  failed: { what: string; code: string }[];
}

export type RegistrationAddresses = ItemAddresses;

const NOTHING_WANTED: WantedPlaces = { embedded: [], statusesWidget: false, templatesInChat: false };

const text = z.string();
const boundPlacements = z.array(z.object({ placement: text, handler: text, title: text.optional() }));
const boundEvents = z.array(z.object({ event: text, handler: text }));
const connectors = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown()).transform((): Record<string, unknown> => ({}))]);
const available = z.array(text);
const logos = z.object({ logos: z.array(z.object({ code: text })) });

const READ = {
  placements: { method: 'placement.get' },
  events: { method: 'event.get' },
  connectors: { method: 'imconnector.list' },
  logos: { method: 'crm.timeline.logo.list' },
  available: { method: 'placement.list' },
  fieldTypes: { method: 'userfieldtype.list' },
  ...READ_CARD_FIELDS,
} as const;

/** Needs the token of an administrator, as every registration does. */
export const register = async (
  rest: RestClient,
  portalId: PortalId,
  addresses: RegistrationAddresses,
  { embedded, statusesWidget, templatesInChat }: WantedPlaces = NOTHING_WANTED,
): Promise<Registered | Refusal> => {
  const caller = { portalId, as: 'main' as const };
  const words = { right: 'administrator' as const, otherwise: 'PORTAL_UNAVAILABLE' as const };
  const read = await rest.batch(caller, READ, 'repeatable');
  if (!read.ok) return refusalOf(read.failure, words);
  const placements = read.value.read('placements', boundPlacements);
  if (!placements.ok) return refusalOf(placements.failure, words);
  const events = read.value.read('events', boundEvents);
  if (!events.ok) return refusalOf(events.failure, words);
  const known = read.value.read('connectors', connectors);
  // A logo is an ornament: without the list nothing is added.
  const drawn = read.value.read('logos', logos);
  // A type that was deleted has no places any more; where the portal does not say, only those that every portal has are bound.
  const places = read.value.read('available', available);
  const named = new Set(places.ok ? places.value.map(code => code.toUpperCase()) : []);
  const fieldTypes = read.value.read('fieldTypes', registeredFieldTypes);

  const plan = new Plan();
  const codes = [...CARD_PLACEMENTS, ...[ORDER_PLACEMENT, ...embedded.map(smartProcessPlacement)].filter(code => named.has(code))];
  const items = [...codes.flatMap(code => cardItems(code, addresses)), ...(templatesInChat ? [chatItem(addresses)] : [])];
  planBindings(
    plan,
    'placement',
    items.map(({ placement, handler, what, bind }) => ({ name: placement, handler, what, bind })),
    // One with another title counts as pointing elsewhere: the product was renamed since.
    placements.value.map(({ placement, handler, title }) => ({
      name: placement,
      handler,
      isCurrent: title === undefined || items.some(item => item.handler === handler && item.title === title),
    })),
    // Switched off, it goes.
    [CHAT_PLACEMENT],
  );
  planBindings(
    plan,
    'event',
    EVENTS.map(event => {
      const handler = `${addresses.publicUrl}/bitrix24/events`;
      return { name: event, handler, what: `event ${event}`, bind: { method: 'event.bind', params: { event, handler } } };
    }),
    events.value.map(({ event, handler }) => ({ name: event, handler, isCurrent: true })),
  );
  planFieldType(plan, fieldTypes.ok ? fieldTypes.value : null, wantedFieldType(addresses, await rest.language(portalId)));
  // Behind its type, which must be there first.
  const application = read.value.read('application', applicationInfo);
  const cardFields = read.value.read('cardFields', listedCardFields);
  const isKnown = application.ok && cardFields.ok;
  planCardFields(plan, isKnown ? { applicationId: application.value.ID, fields: cardFields.value.fields } : null, {
    isOn: statusesWidget,
    title: addresses.title,
  });
  planLogos(plan, drawn.ok ? drawn.value.logos.map(logo => logo.code) : null);

  const result: Registered = { kept: plan.kept, added: [], removed: [], failed: [] };
  if (statusesWidget && !cardFields.ok) result.failed.push({ what: 'card-field', code: cardFields.failure.code });
  for (const steps of plan.batches()) {
    const done = await rest.batch(caller, Object.fromEntries(steps.map(step => [step.key, step.command])), 'repeatable');
    if (!done.ok) return refusalOf(done.failure, words);
    for (const step of steps) {
      const outcome = done.value.read(step.key, z.unknown());
      if (outcome.ok || isAlreadyThere(outcome.failure.code, outcome.failure.description)) result[step.kind].push(step.what);
      else result.failed.push({ what: step.what, code: outcome.failure.code });
    }
  }
  for (const messenger of MESSENGERS) {
    // Always: a repeat brings the name, the icon and the address of the settings page up to date.
    const connected = await registerConnector(rest, portalId, messenger, placementHandler(addresses)('SETTING_CONNECTOR'));
    const what = `connector ${connectorId(messenger)}`;
    if (!connected.ok) result.failed.push({ what, code: connected.failure.code });
    else if (known.ok && connectorId(messenger) in known.value) result.kept.push(what);
    else result.added.push(what);
  }
  return result;
};

const planLogos = (plan: Plan, there: readonly string[] | null): void => {
  for (const messenger of MESSENGERS) {
    const code = logoCode(messenger);
    if (there?.includes(code) === true) plan.kept.push(`logo ${code}`);
    else if (there !== null)
      plan.step('added', `logo ${code}`, { method: 'crm.timeline.logo.add', params: { code, fileContent: LOGO_PNG[messenger] } });
  }
};

/** The code for a repeated bind is not documented; its text is. */
export const isAlreadyThere = (code: string, description: string): boolean =>
  /already/i.test(code) || /already (?:bound|bind|set|exist)/i.test(description);
