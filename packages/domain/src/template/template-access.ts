/** Who may use a template (M-8, M-11): the same lists as for accounts. */
import { listRefusal, standingTowards, type Standing } from '../access/access.ts';
import type { TemplateId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { Directory } from '../ports/directory.ts';
import type { Storage } from '../ports/storage.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Template } from './template.ts';

/** A template without access looks like a missing one (M-11, E-71). */
export function templateRefusal(
  template: Template | null,
  caller: Pick<Caller, 'employeeId' | 'isAdministrator'>,
  standing: Standing,
): Refusal | null {
  const missing = refuse('NOT_FOUND', { field: 'templateId' });
  if (template === null) return missing;
  return template.mayBeChangedBy(caller) ? null : listRefusal(template.access, standing, missing);
}

/** The template, if the caller may use it now. The portal is asked outside of any transaction. */
export async function usableTemplate(
  deps: { storage: Storage; directory: Directory },
  caller: Caller,
  id: TemplateId,
): Promise<Template | Refusal> {
  const template = await deps.storage.transaction(caller.portalId, tx => tx.templates.find(id));
  const standing = await standingTowards(deps, caller, template === null ? [] : [template.access]);
  return templateRefusal(template, caller, standing) ?? (template as Template);
}
