/** Templates are made by everybody who has the app, and changed by their authors and by administrators (M-3, M-7…M-9). */
import { provenList, type WantedAccess } from '../access/access-list.ts';
import { newId, type TemplateCategoryId, type TemplateId } from '../ids.ts';
import { textLength } from '../message/content.ts';
import type { Caller } from '../portal/caller.ts';
import type { CardFields, NameableFields } from '../ports/card-fields.ts';
import type { Clock } from '../ports/clock.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage, Transaction } from '../ports/storage.ts';
import { isRefusal, refuse, type Refusal } from '../refusal.ts';
import { MAX_TEMPLATE_LENGTH, MAX_TEMPLATES, MAX_TITLE_LENGTH, Template } from './template.ts';
import { parseTemplate, type Variable } from './variables.ts';

export interface TemplateDeps {
  storage: Storage;
  directory: Directory;
  cardFields: CardFields;
  clock: Clock;
}

export interface TemplateContent {
  title: string;
  text: string;
  categoryId: TemplateCategoryId | null;
  access: WantedAccess;
}

export async function createTemplate(deps: TemplateDeps, caller: Caller, content: TemplateContent): Promise<Template | Refusal> {
  const proven = await prove(deps, caller, content);
  if (isRefusal(proven)) return proven;
  return deps.storage.transaction(caller.portalId, async tx => {
    if ((await tx.templates.count()) >= MAX_TEMPLATES) return refuse('LIMIT_REACHED', { limit: MAX_TEMPLATES });
    const missing = await categoryRefusal(tx, content.categoryId);
    if (missing !== null) return missing;
    const now = deps.clock.now();
    const template = Object.assign(new Template(), {
      portalId: caller.portalId,
      id: newId<TemplateId>(),
      ...proven,
      categoryId: content.categoryId,
      authorId: caller.employeeId,
      createdAt: now,
      updatedAt: now,
    });
    await tx.templates.save(template);
    return template;
  });
}

/** Absent fields stay as they are. */
export async function updateTemplate(
  deps: TemplateDeps,
  caller: Caller,
  id: TemplateId,
  change: Partial<TemplateContent>,
): Promise<Template | Refusal> {
  const before = await deps.storage.transaction(caller.portalId, tx => tx.templates.find(id));
  if (before === null || !before.mayBeChangedBy(caller)) return refuse('NOT_FOUND', { field: 'templateId' });
  const proven = await prove(deps, caller, { ...before, ...change });
  if (isRefusal(proven)) return proven;
  return deps.storage.transaction(caller.portalId, async tx => {
    const template = await tx.templates.find(id);
    if (template === null) return refuse('NOT_FOUND', { field: 'templateId' });
    const categoryId = change.categoryId === undefined ? template.categoryId : change.categoryId;
    const missing = await categoryRefusal(tx, categoryId);
    if (missing !== null) return missing;
    Object.assign(template, proven, { categoryId, updatedAt: deps.clock.now() });
    await tx.templates.save(template);
    return template;
  });
}

export async function deleteTemplate(deps: { storage: Storage }, caller: Caller, id: TemplateId): Promise<TemplateId | Refusal> {
  return deps.storage.transaction(caller.portalId, async tx => {
    const template = await tx.templates.find(id);
    if (template === null || !template.mayBeChangedBy(caller)) return refuse('NOT_FOUND', { field: 'templateId' });
    await tx.templates.remove(id);
    return id;
  });
}

async function prove(
  deps: TemplateDeps,
  { portalId }: Caller,
  content: TemplateContent,
): Promise<Pick<Template, 'title' | 'text' | 'access'> | Refusal> {
  const title = content.title.trim();
  if (title === '') return refuse('TEXT_EMPTY', { field: 'title' });
  if (textLength(title) > MAX_TITLE_LENGTH) return refuse('TEXT_TOO_LONG', { field: 'title', limit: MAX_TITLE_LENGTH });
  if (content.text.trim() === '') return refuse('TEXT_EMPTY', { field: 'text' });
  if (textLength(content.text) > MAX_TEMPLATE_LENGTH) return refuse('TEXT_TOO_LONG', { field: 'text', limit: MAX_TEMPLATE_LENGTH });
  const unknown = await unknownVariable(deps, portalId, content.text);
  if (unknown !== null) return unknown;
  const access = await provenList(deps.directory, portalId, content.access);
  if (isRefusal(access)) return access;
  return { title, text: content.text, access };
}

/** M-7: what no field of the portal answers cannot be saved. A text without variables asks nobody. */
async function unknownVariable(deps: TemplateDeps, portalId: Caller['portalId'], text: string): Promise<Refusal | null> {
  const variables = parseTemplate(text).filter(segment => segment.kind === 'variable');
  if (variables.length === 0) return null;
  const nameable = await deps.cardFields.nameable(portalId);
  if (isRefusal(nameable)) return nameable;
  const unknown = variables.find(({ variable }) => variable === null || !isNameable(variable, nameable));
  return unknown === undefined ? null : refuse('VARIABLE_UNKNOWN', { field: 'text', variable: unknown.source });
}

export function isNameable({ entity, field, linkedField }: Variable, { groups, employeeFields }: NameableFields): boolean {
  const choices = groups.filter(group => entity === null || group.entity === entity).flatMap(group => group.fields);
  const named = choices.filter(choice => choice.field === field);
  if (linkedField === null) return named.length > 0;
  return named.some(({ linksTo }) => {
    if (linksTo === null) return false;
    const behind =
      linksTo === 'EMPLOYEE' ? employeeFields : groups.filter(group => group.entity === linksTo).flatMap(group => group.fields);
    return behind.some(choice => choice.field === linkedField);
  });
}

async function categoryRefusal(tx: Transaction, id: TemplateCategoryId | null): Promise<Refusal | null> {
  return id === null || (await tx.templates.category(id)) !== null ? null : refuse('NOT_FOUND', { field: 'categoryId' });
}
