import type { AccessEntry, Standing } from '../../access/access.ts';
import type { EmployeeId, TemplateCategoryId, TemplateId } from '../../ids.ts';
import type { Caller } from '../../portal/caller.ts';
import type { TemplatePage, TemplateWish } from '../../template/find-templates.ts';
import type { Template, TemplateCategory } from '../../template/template.ts';

/** Saved texts of the portal (section 5 of the product). */
export interface Templates {
  find(id: TemplateId): Promise<Template | null>;
  save(template: Template): Promise<void>;
  /** With the record of its uses. */
  remove(id: TemplateId): Promise<void>;
  count(): Promise<number>;
  /** The lists of all restricted templates, each once: what the portal must be asked about before a page is read. */
  accessLists(): Promise<AccessEntry[][]>;
  /** Those that the caller may change, and those whose list lets him in (M-11). */
  page(wish: TemplateWish, caller: Pick<Caller, 'employeeId' | 'isAdministrator'>, standing: Standing): Promise<TemplatePage>;
  /** For «recently used» (M-2); the last moment counts. */
  noteUse(id: TemplateId, employeeId: EmployeeId, at: Date): Promise<void>;
  /** By title. */
  categories(): Promise<TemplateCategory[]>;
  category(id: TemplateCategoryId): Promise<TemplateCategory | null>;
  saveCategory(category: TemplateCategory): Promise<void>;
  /** Its templates stay without one (M-10). False: there was none. */
  removeCategory(id: TemplateCategoryId): Promise<boolean>;
}
