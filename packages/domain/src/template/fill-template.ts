/** A template's text, or one typed by hand, with the values of a card (M-5, M-6, W-11). Sends nothing and stores no text. */
import type { CardRef } from '../card/card.ts';
import type { RecipientId, TemplateId } from '../ids.ts';
import { textLength } from '../message/content.ts';
import type { Caller } from '../portal/caller.ts';
import type { CardFields, WantedValue } from '../ports/card-fields.ts';
import type { Clock } from '../ports/clock.ts';
import type { CardContent, Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { normalisePhone } from '../recipient/normalise-phone.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { fillText, type FilledText } from './fill-text.ts';
import { MAX_TEMPLATE_LENGTH } from './template.ts';
import { usableTemplate } from './template-access.ts';
import { parseTemplate, variablesOf, type Variable } from './variables.ts';

export interface FillTemplateDeps {
  storage: Storage;
  directory: Directory;
  crm: Crm;
  cardFields: CardFields;
  clock: Clock;
}

export interface FillTemplate {
  /** A saved template, or … */
  templateId: TemplateId | null;
  /** … a text as it stands in the form. */
  text: string | null;
  /** Null: there is none, and only `person` answers (M-14). */
  card: CardRef | null;
  /** The contact, company or lead one writes to, where that is known: answers for its own kind, whoever else is behind the card. */
  person: CardRef | null;
  /** Whose contact or company answers where the card has several and no `person` is named; null: the primary one. */
  recipientId: RecipientId | null;
}

export async function fillTemplate(deps: FillTemplateDeps, caller: Caller, command: FillTemplate): Promise<FilledText | Refusal> {
  const text = await textOf(deps, caller, command);
  if (isRefusal(text)) return text;
  const segments = parseTemplate(text);
  const variables = variablesOf(segments);
  const values = variables.length === 0 ? new Map<string, never>() : await valuesOf(deps, caller, command, variables);
  if (isRefusal(values)) return values;
  const { templateId } = command;
  if (templateId !== null) {
    await deps.storage.transaction(caller.portalId, tx => tx.templates.noteUse(templateId, caller.employeeId, deps.clock.now()));
  }
  return fillText(segments, values);
}

async function textOf(deps: FillTemplateDeps, caller: Caller, { templateId, text }: FillTemplate): Promise<string | Refusal> {
  if (templateId !== null) {
    const template = await usableTemplate(deps, caller, templateId);
    return isRefusal(template) ? template : template.text;
  }
  if (text === null) return refuse('TEXT_EMPTY', { field: 'text' });
  return textLength(text) > MAX_TEMPLATE_LENGTH ? refuse('TEXT_TOO_LONG', { field: 'text', limit: MAX_TEMPLATE_LENGTH }) : text;
}

async function valuesOf(
  deps: FillTemplateDeps,
  caller: Caller,
  command: FillTemplate,
  variables: readonly Variable[],
): ReturnType<CardFields['values']> {
  const { portalId, employeeId } = caller;
  const content = command.card === null ? null : await deps.crm.readCard(portalId, employeeId, command.card);
  if (isRefusal(content)) return content;
  const chosen = command.person ?? (content === null ? null : await chosenHolder(deps, caller, command, content));
  const wanted = variables.map((variable): WantedValue => ({ variable, record: recordOf(variable, content, chosen) }));
  return deps.cardFields.values(portalId, employeeId, wanted);
}

type Holder = CardContent['addresses'][number]['holder'];

/** The record on the card whose number was chosen (M-6). */
async function chosenHolder(
  { storage }: FillTemplateDeps,
  { portalId }: Caller,
  { recipientId }: FillTemplate,
  content: CardContent,
): Promise<Holder | null> {
  if (recipientId === null) return null;
  return storage.transaction(portalId, async tx => {
    const recipient = await tx.recipients.find(recipientId);
    if (recipient === null) return null;
    const { country } = await tx.portal();
    const own = content.addresses.find(({ kind, value }) => kind === 'PHONE' && normalisePhone(value, country) === recipient.address);
    return own?.holder ?? null;
  });
}

/** The card itself, the chosen contact or company, else the primary one; null when there is none (M-5, M-6). Without a card only the chosen one (M-14). */
export function recordOf({ entity }: Variable, content: CardContent | null, chosen: { type: string; id: string } | null): CardRef | null {
  if (content !== null && (entity === null || entity === content.card.type)) return content.card;
  if (entity !== 'CONTACT' && entity !== 'COMPANY' && entity !== 'LEAD') return null;
  const id = chosen?.type === entity ? chosen.id : content?.people.find(({ type }) => type === entity)?.id;
  return id === undefined ? null : { type: entity, id, smartProcessTypeId: null };
}
