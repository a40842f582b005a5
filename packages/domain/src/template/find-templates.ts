/** The templates that the caller may use (M-2, M-11, W-10). */
import { standingTowards } from '../access/access.ts';
import type { TemplateCategoryId, TemplateId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import type { Template } from './template.ts';

/** M-2: the five that he used last come first, unless he sorts by a column, or by the category and within it by the title. */
export const TEMPLATE_ORDERS = [
  'RECENT_FIRST',
  'TITLE',
  'TITLE_DESCENDING',
  'CATEGORY',
  'CATEGORY_DESCENDING',
  'CATEGORY_TITLE_DESCENDING',
  'CATEGORY_DESCENDING_TITLE_DESCENDING',
] as const;
export type TemplateOrder = (typeof TEMPLATE_ORDERS)[number];
export const RECENT_TEMPLATES = 5;

export interface TemplateWish {
  /** Part of a title or text, any case; null: all. */
  search: string | null;
  categoryId: TemplateCategoryId | null;
  order: TemplateOrder;
  first: number;
  /** Id of the last template of the page before. */
  after: TemplateId | null;
}

export interface TemplatePage {
  templates: Template[];
  hasNextPage: boolean;
}

export async function findTemplates(
  deps: { storage: Storage; directory: Directory },
  caller: Caller,
  wish: TemplateWish,
): Promise<TemplatePage> {
  const lists = await deps.storage.transaction(caller.portalId, tx => tx.templates.accessLists());
  const standing = await standingTowards(deps, caller, lists);
  return deps.storage.transaction(caller.portalId, tx => tx.templates.page(wish, caller, standing));
}
