import { updatePreferences, type Employee, type Preferences, type Publication, type SendBy } from '@olchat/domain';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { PublicationEnum, SendByEnum } from '../enums.ts';
import { givenOnly } from '../given-only.ts';
import { resultUnion } from '../refusals.ts';

@InputType({ description: "What to change of the caller's own preferences; what is absent stays as it is." })
export class UpdatePreferencesInput {
  @Field(() => SendByEnum, { nullable: true, description: 'Which key sends.' })
  readonly sendBy?: SendBy | null;

  @Field(() => PublicationEnum, { nullable: true, description: 'The way of publishing that the form opens with.' })
  readonly publication?: Publication | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the form opens with «Создать дело» on.' })
  readonly createActivity?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the list of templates in a chat shows their texts too.' })
  readonly showTemplateText?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the window of templates in a chat closes once a template stands in the chat.',
  })
  readonly closeAfterTemplate?: boolean | null;
}

@ObjectType('PreferencesUpdated', { description: 'They are stored, and every window of this employee opens with them.' })
export class PreferencesUpdated {
  @Field(() => SendByEnum, { description: 'Which key sends.' })
  readonly sendBy: SendBy;

  @Field(() => PublicationEnum, { nullable: true, description: 'The way of publishing that the form opens with; null: never chosen.' })
  readonly publication: Publication | null;

  @Field(() => Boolean, { description: 'Whether the form opens with «Создать дело» on.' })
  readonly createActivity: boolean;

  @Field(() => Boolean, { description: 'Whether the list of templates in a chat shows their texts too.' })
  readonly showTemplateText: boolean;

  @Field(() => Boolean, { description: 'Whether the window of templates in a chat closes once a template stands in the chat.' })
  readonly closeAfterTemplate: boolean;

  constructor({ sendBy, lastPublication, lastCreateActivity, showTemplateText, closeAfterTemplate }: Employee) {
    this.sendBy = sendBy;
    this.publication = lastPublication;
    this.createActivity = lastCreateActivity;
    this.showTemplateText = showTemplateText;
    this.closeAfterTemplate = closeAfterTemplate;
  }
}

const UpdatePreferencesResult = resultUnion('UpdatePreferencesResult', PreferencesUpdated, []);

@Resolver()
export class UpdatePreferencesResolver {
  @Mutation(() => UpdatePreferencesResult.type, {
    description: 'Changes how the form of the calling employee behaves. A message that he sends from the form is remembered likewise.',
  })
  async updatePreferences(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => UpdatePreferencesInput, { description: 'What to change.' }) input: UpdatePreferencesInput,
  ) {
    const answer = await updatePreferences(services, caller, givenOnly<Preferences>(input));
    return UpdatePreferencesResult.of(answer, locale, employee => new PreferencesUpdated(employee));
  }
}
