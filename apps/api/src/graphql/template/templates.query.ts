import { findTemplates, type TemplateCategoryId, type TemplateId, type TemplateOrder } from '@olchat/domain';
import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { badInput, orThrow } from '../errors.ts';
import { ownId } from '../ids.ts';
import { pageSize } from '../page-request.ts';
import { TemplateConnection } from './template-connection.type.ts';
import { showTemplates } from './show-templates.ts';
import { TemplateCategoryType } from './template.type.ts';
import { VariableGroup } from './variable-group.type.ts';
import { wordList } from '../word-list.ts';

const TemplateOrderEnum = wordList<TemplateOrder>('TemplateOrder', 'How templates are sorted (M-2).', {
  RECENT_FIRST: 'The five that the caller used last, then the others by title.',
  TITLE: 'By title.',
  TITLE_DESCENDING: 'By title, backwards.',
  CATEGORY: 'By the name of the category, then by title; those without one last.',
  CATEGORY_DESCENDING: 'By the name of the category backwards, then by title; those without one last.',
  CATEGORY_TITLE_DESCENDING: 'By the name of the category, then by title backwards; those without one last.',
  CATEGORY_DESCENDING_TITLE_DESCENDING: 'By the name of the category backwards, then by title backwards; those without one last.',
});

const MAX_SEARCH = 100;

@Resolver()
export class TemplatesQuery {
  @Query(() => TemplateConnection, {
    description: 'Templates that the caller may use (M-11). A category that does not exist finds nothing.',
  })
  async templates(
    @Ctx() context: RequestContext,
    @Arg('search', () => String, { nullable: true, description: 'Part of a title or text, any case; at most 100 characters.' })
    search?: string | null,
    @Arg('categoryId', () => ID, { nullable: true, description: 'Only templates of this category.' }) categoryId?: string | null,
    @Arg('order', () => TemplateOrderEnum, { nullable: true, description: 'RECENT_FIRST by default (M-2).' }) order?: TemplateOrder | null,
    @Arg('first', () => Int, { nullable: true, description: 'So many at most, from 1 to 100; 20 by default.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: '`endCursor` of the page before; an unknown one finds nothing.' })
    after?: string | null,
  ): Promise<TemplateConnection> {
    const { caller, services } = context;
    const size = pageSize(first);
    const text = search?.trim() ?? '';
    if (text.length > MAX_SEARCH) throw badInput(`\`search\` has at most ${MAX_SEARCH} characters`);
    const page = await findTemplates(services, caller, {
      search: text === '' ? null : text,
      categoryId: categoryId == null ? null : ownId<TemplateCategoryId>(categoryId),
      order: order ?? 'RECENT_FIRST',
      first: size,
      after: after == null ? null : ownId<TemplateId>(after),
    });
    return new TemplateConnection(await showTemplates(context, page.templates), page.hasNextPage);
  }

  @Query(() => [TemplateCategoryType], { description: "Categories of the portal's templates, by name (M-10)." })
  async templateCategories(@Ctx() { caller, services }: RequestContext): Promise<TemplateCategoryType[]> {
    const categories = await services.storage.transaction(caller.portalId, tx => tx.templates.categories());
    return categories.map(category => new TemplateCategoryType(category));
  }

  @Query(() => [VariableGroup], {
    description:
      "What a template may name: fields of the portal's own records, grouped by entity, custom fields with their titles (M-3). Asks Bitrix24; the error PORTAL_UNAVAILABLE or PORTAL_TOKEN_REFUSED when it cannot be asked.",
  })
  async templateVariables(@Ctx() { caller, services, locale }: RequestContext): Promise<VariableGroup[]> {
    const { groups, employeeFields } = orThrow(await services.cardFields.nameable(caller.portalId), locale);
    return groups.map(group => new VariableGroup(group, employeeFields));
  }
}
