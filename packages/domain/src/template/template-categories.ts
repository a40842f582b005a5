/** Categories of templates (M-10): one list for the portal, kept by its administrators. */
import { newId, type TemplateCategoryId } from '../ids.ts';
import { textLength } from '../message/content.ts';
import type { Caller } from '../portal/caller.ts';
import type { Clock } from '../ports/clock.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import { MAX_CATEGORIES, MAX_TITLE_LENGTH, TemplateCategory } from './template.ts';

type Deps = { storage: Storage; clock: Clock };

export async function createTemplateCategory(deps: Deps, caller: Caller, title: string): Promise<TemplateCategory | Refusal> {
  const refusal = rightRefusal(caller) ?? titleRefusal(title);
  if (refusal !== null) return refusal;
  return deps.storage.transaction(caller.portalId, async tx => {
    const known = await tx.templates.categories();
    if (known.length >= MAX_CATEGORIES) return refuse('LIMIT_REACHED', { limit: MAX_CATEGORIES });
    // A second press makes no second category.
    const same = known.find(category => category.title.toLowerCase() === title.trim().toLowerCase());
    if (same !== undefined) return same;
    const category = Object.assign(new TemplateCategory(), {
      portalId: caller.portalId,
      id: newId<TemplateCategoryId>(),
      title: title.trim(),
      createdAt: deps.clock.now(),
    });
    await tx.templates.saveCategory(category);
    return category;
  });
}

export async function renameTemplateCategory(
  deps: Deps,
  caller: Caller,
  id: TemplateCategoryId,
  title: string,
): Promise<TemplateCategory | Refusal> {
  const refusal = rightRefusal(caller) ?? titleRefusal(title);
  if (refusal !== null) return refusal;
  return deps.storage.transaction(caller.portalId, async tx => {
    const category = await tx.templates.category(id);
    if (category === null) return refuse('NOT_FOUND', { field: 'categoryId' });
    category.title = title.trim();
    await tx.templates.saveCategory(category);
    return category;
  });
}

/** Its templates stay, without a category (M-10). */
export async function deleteTemplateCategory(deps: Deps, caller: Caller, id: TemplateCategoryId): Promise<TemplateCategoryId | Refusal> {
  const refusal = rightRefusal(caller);
  if (refusal !== null) return refusal;
  return deps.storage.transaction(caller.portalId, async tx =>
    (await tx.templates.removeCategory(id)) ? id : refuse('NOT_FOUND', { field: 'categoryId' }),
  );
}

const rightRefusal = (caller: Caller): Refusal | null => (caller.isAdministrator ? null : refuse('FORBIDDEN', { right: 'administrator' }));

const titleRefusal = (title: string): Refusal | null => {
  if (title.trim() === '') return refuse('TEXT_EMPTY', { field: 'title' });
  return textLength(title.trim()) > MAX_TITLE_LENGTH ? refuse('TEXT_TOO_LONG', { field: 'title', limit: MAX_TITLE_LENGTH }) : null;
};
