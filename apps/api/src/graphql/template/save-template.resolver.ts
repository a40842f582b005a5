import {
  createTemplate,
  deleteTemplate,
  isRefusal,
  updateTemplate,
  type Refusal,
  type Template,
  type TemplateCategoryId,
  type TemplateContent,
  type TemplateId,
} from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { accessEntry, AccessInput } from '../access/access-entry.type.ts';
import type { RequestContext } from '../context.ts';
import { ownId } from '../ids.ts';
import { ContentRejected, LimitReached, NotAllowed, resultUnion } from '../refusals.ts';
import { showTemplate } from './show-templates.ts';
import { TemplateType } from './template.type.ts';

@InputType({ description: 'A new template (M-3).' })
export class CreateTemplateInput {
  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
  readonly title!: string;

  @Field(() => String, { description: 'Its text with variables, 1 to 4096 characters. An unknown variable is refused (M-7).' })
  readonly text!: string;

  @Field(() => ID, { nullable: true, description: 'Its category (M-8).' })
  readonly categoryId?: string | null;

  @Field(() => [AccessInput], { nullable: true, description: 'Who may use it; absent or empty = everybody (M-8). At most 200.' })
  readonly access?: AccessInput[] | null;
}

@InputType({ description: 'A change of a template; absent fields stay as they are.' })
export class UpdateTemplateInput {
  @Field(() => ID, { description: 'Which template.' })
  readonly templateId!: string;

  @Field(() => String, { nullable: true, description: 'Its new name, 1 to 100 characters.' })
  readonly title?: string | null;

  @Field(() => String, { nullable: true, description: 'Its new text, 1 to 4096 characters.' })
  readonly text?: string | null;

  @Field(() => ID, { nullable: true, description: 'Its new category; null takes it out of its category.' })
  readonly categoryId?: string | null;

  @Field(() => [AccessInput], { nullable: true, description: 'Who may use it from now on; empty = everybody. At most 200.' })
  readonly access?: AccessInput[] | null;
}

@InputType({ description: 'Which template.' })
export class DeleteTemplateInput {
  @Field(() => ID, { description: 'Id of the template.' })
  readonly templateId!: string;
}

@ObjectType('TemplateSaved', { description: 'The template is stored.' })
export class TemplateSaved {
  @Field(() => TemplateType, { description: 'As it is now.' })
  readonly template: TemplateType;

  constructor(template: TemplateType) {
    this.template = template;
  }
}

@ObjectType('TemplateDeleted', { description: 'The template is gone; messages made from it stay.' })
export class TemplateDeleted {
  @Field(() => ID, { description: 'Id that it had.' })
  readonly templateId: string;

  constructor(templateId: string) {
    this.templateId = templateId;
  }
}

const SaveTemplateResult = resultUnion('SaveTemplateResult', TemplateSaved, [NotAllowed, ContentRejected, LimitReached]);
const DeleteTemplateResult = resultUnion('DeleteTemplateResult', TemplateDeleted, [NotAllowed]);

async function answerWith(context: RequestContext, saved: Template | Refusal) {
  const shown = isRefusal(saved) ? saved : await showTemplate(context, saved);
  return SaveTemplateResult.of(shown, context.locale, template => new TemplateSaved(template));
}

@Resolver()
export class SaveTemplateResolver {
  @Mutation(() => SaveTemplateResult.type, {
    description: 'Saves a new template. Every employee with access to the application may (M-3).',
  })
  async createTemplate(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateTemplateInput, { description: 'The template.' }) input: CreateTemplateInput,
  ) {
    const { caller, services } = context;
    const { title, text, categoryId, access } = input;
    const saved = await createTemplate(services, caller, {
      title,
      text,
      categoryId: categoryId == null ? null : ownId<TemplateCategoryId>(categoryId),
      access: (access ?? []).map(accessEntry),
    });
    return answerWith(context, saved);
  }

  @Mutation(() => SaveTemplateResult.type, {
    description: 'Changes a template: its author or an administrator. For everybody else it does not exist (M-9).',
  })
  async updateTemplate(
    @Ctx() context: RequestContext,
    @Arg('input', () => UpdateTemplateInput, { description: 'Which template, and what changes.' }) input: UpdateTemplateInput,
  ) {
    const { caller, services } = context;
    const { title, text, categoryId, access } = input;
    const change: Partial<TemplateContent> = {
      ...(title == null ? {} : { title }),
      ...(text == null ? {} : { text }),
      ...(categoryId === undefined ? {} : { categoryId: categoryId === null ? null : ownId<TemplateCategoryId>(categoryId) }),
      ...(access == null ? {} : { access: access.map(accessEntry) }),
    };
    return answerWith(context, await updateTemplate(services, caller, ownId<TemplateId>(input.templateId), change));
  }

  @Mutation(() => DeleteTemplateResult.type, { description: 'Deletes a template: its author or an administrator (M-9).' })
  async deleteTemplate(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => DeleteTemplateInput, { description: 'Which template.' }) input: DeleteTemplateInput,
  ) {
    const answer = await deleteTemplate(services, caller, ownId<TemplateId>(input.templateId));
    return DeleteTemplateResult.of(answer, locale, id => new TemplateDeleted(id));
  }
}
