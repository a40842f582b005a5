import type { Template, TemplateCategory } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { AccessEntryType } from '../access/access-entry.type.ts';
import { DateTime } from '../scalars.ts';

@ObjectType('TemplateCategory', { description: 'A drawer for templates, one list for the whole portal (M-10).' })
export class TemplateCategoryType {
  @Field(() => ID, { description: 'Id of the category.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
  readonly title: string;

  constructor({ id, title }: TemplateCategory) {
    this.id = id;
    this.title = title;
  }
}

@ObjectType('Template', { description: 'A saved text with variables (M-1…M-11).' })
export class TemplateType {
  @Field(() => ID, { description: 'Id of the template.' })
  readonly id: string;

  @Field(() => String, { description: 'Its name, 1 to 100 characters.' })
  readonly title: string;

  @Field(() => String, {
    description:
      'The text as it was saved: `{{CONTACT:NAME}}` stands for a field. `fillTemplate` puts the values in. At most 4096 characters.',
  })
  readonly text: string;

  @Field(() => [AccessEntryType], {
    description: 'Who may use it; empty = every employee of the portal (M-8). Empty also for a caller who may not change it.',
  })
  readonly access: AccessEntryType[];

  @Field(() => Boolean, { description: 'The caller may change and delete it: its author and administrators.' })
  readonly mayChange: boolean;

  @Field(() => DateTime, { description: 'When it was saved last.' })
  readonly updatedAt: Date;

  @Field(() => TemplateCategoryType, { nullable: true, description: 'Its category; null without one.' })
  readonly category: TemplateCategoryType | null;

  constructor(template: Template, category: TemplateCategory | null, mayChange: boolean) {
    this.id = template.id;
    this.title = template.title;
    this.text = template.text;
    this.access = mayChange ? template.access.map(entry => new AccessEntryType(entry)) : [];
    this.mayChange = mayChange;
    this.updatedAt = template.updatedAt;
    this.category = category === null ? null : new TemplateCategoryType(category);
  }
}
