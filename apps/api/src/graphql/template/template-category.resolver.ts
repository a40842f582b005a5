import { createTemplateCategory, deleteTemplateCategory, renameTemplateCategory, type TemplateCategoryId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { ContentRejected, LimitReached, NotAllowed, resultUnion } from '../refusals.ts';
import { TemplateCategoryType } from './template.type.ts';

@InputType({ description: 'A new category (M-10).' })
export class CreateTemplateCategoryInput {
  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
  readonly title!: string;
}

@InputType({ description: 'A new name for a category.' })
export class RenameTemplateCategoryInput {
  @Field(() => ID, { description: 'Which category.' })
  readonly categoryId!: string;

  @Field(() => String, { description: 'Its new name, 1 to 100 characters.' })
  readonly title!: string;
}

@InputType({ description: 'Which category.' })
export class DeleteTemplateCategoryInput {
  @Field(() => ID, { description: 'Id of the category.' })
  readonly categoryId!: string;
}

@ObjectType('TemplateCategorySaved', { description: 'The category is stored.' })
export class TemplateCategorySaved {
  @Field(() => TemplateCategoryType, { description: 'As it is now.' })
  readonly category: TemplateCategoryType;

  constructor(category: TemplateCategoryType) {
    this.category = category;
  }
}

@ObjectType('TemplateCategoryDeleted', { description: 'The category is gone; its templates stay without one.' })
export class TemplateCategoryDeleted {
  @Field(() => ID, { description: 'Id that it had.' })
  readonly categoryId: string;

  constructor(categoryId: string) {
    this.categoryId = categoryId;
  }
}

const SaveTemplateCategoryResult = resultUnion('SaveTemplateCategoryResult', TemplateCategorySaved, [
  NotAllowed,
  ContentRejected,
  LimitReached,
]);
const DeleteTemplateCategoryResult = resultUnion('DeleteTemplateCategoryResult', TemplateCategoryDeleted, [NotAllowed]);

@Resolver()
export class TemplateCategoryResolver {
  @Mutation(() => SaveTemplateCategoryResult.type, {
    description: 'Makes a category. A name that is there already answers the one that has it. Administrators only.',
  })
  async createTemplateCategory(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => CreateTemplateCategoryInput, { description: 'The category.' }) input: CreateTemplateCategoryInput,
  ) {
    const answer = await createTemplateCategory(services, caller, input.title);
    return SaveTemplateCategoryResult.of(answer, locale, category => new TemplateCategorySaved(new TemplateCategoryType(category)));
  }

  @Mutation(() => SaveTemplateCategoryResult.type, { description: 'Renames a category. Administrators only.' })
  async renameTemplateCategory(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => RenameTemplateCategoryInput, { description: 'Which, and how.' }) input: RenameTemplateCategoryInput,
  ) {
    const answer = await renameTemplateCategory(services, caller, ownId<TemplateCategoryId>(input.categoryId), input.title);
    return SaveTemplateCategoryResult.of(answer, locale, category => new TemplateCategorySaved(new TemplateCategoryType(category)));
  }

  @Mutation(() => DeleteTemplateCategoryResult.type, { description: 'Deletes a category; its templates stay. Administrators only.' })
  async deleteTemplateCategory(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => DeleteTemplateCategoryInput, { description: 'Which category.' }) input: DeleteTemplateCategoryInput,
  ) {
    const answer = await deleteTemplateCategory(services, caller, ownId<TemplateCategoryId>(input.categoryId));
    return DeleteTemplateCategoryResult.of(answer, locale, id => new TemplateCategoryDeleted(id));
  }
}
