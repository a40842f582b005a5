/** Templates of the domain with their categories, as the caller sees them. */
import type { Template, TemplateCategory } from '@olchat/domain';
import type { RequestContext } from '../context.ts';
import { TemplateType } from './template.type.ts';

/** All categories are one small list: one question for any number of templates. */
export async function showTemplates({ caller, services }: RequestContext, templates: readonly Template[]): Promise<TemplateType[]> {
  const known = templates.some(({ categoryId }) => categoryId !== null)
    ? await services.storage.transaction(caller.portalId, tx => tx.templates.categories())
    : [];
  const byId = new Map<string, TemplateCategory>(known.map(category => [category.id, category]));
  return templates.map(
    template => new TemplateType(template, byId.get(template.categoryId ?? '') ?? null, template.mayBeChangedBy(caller)),
  );
}

export async function showTemplate(context: RequestContext, template: Template): Promise<TemplateType> {
  const [shown] = await showTemplates(context, [template]);
  if (shown === undefined) throw new Error('one template is shown as one');
  return shown;
}
