/** A saved text with variables (section 5 of the product). */
import type { AccessEntry } from '../access/access.ts';
import type { EmployeeId, PortalId, TemplateCategoryId, TemplateId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';

/** More would be a library, and every list of them is sorted whole. */
export const MAX_TEMPLATES = 1000;
export const MAX_CATEGORIES = 100;
export const MAX_TITLE_LENGTH = 100;
/** Filled texts are longer or shorter; what is sent has the limit of W-15. */
export const MAX_TEMPLATE_LENGTH = 4096;

export class Template {
  portalId!: PortalId;
  id!: TemplateId;
  title!: string;
  text!: string;
  categoryId!: TemplateCategoryId | null;
  /** Who may use it; empty = everybody with access to the app (M-8). */
  access!: AccessEntry[];
  authorId!: EmployeeId;
  createdAt!: Date;
  updatedAt!: Date;

  /** Its author and every administrator: they also see it when the list does not name them. */
  mayBeChangedBy(caller: Pick<Caller, 'employeeId' | 'isAdministrator'>): boolean {
    return caller.isAdministrator || caller.employeeId === this.authorId;
  }
}

export class TemplateCategory {
  portalId!: PortalId;
  id!: TemplateCategoryId;
  title!: string;
  createdAt!: Date;
}
