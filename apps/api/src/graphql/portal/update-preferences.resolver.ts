import {
  isEmoji,
  MAX_RECENT_EMOJI,
  updatePreferences,
  type Employee,
  type Preferences,
  type Publication,
  type SendBy,
} from '@olchat/domain';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { PublicationEnum, SendByEnum } from '../enums.ts';
import { badInput } from '../errors.ts';
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

  @Field(() => Boolean, { nullable: true, description: 'Whether his clients see his name above what he writes.' })
  readonly showName?: boolean | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Emoji chosen since the last time, the last first, at most 24, each a single one. They come before those that were known.',
  })
  readonly usedEmoji?: string[] | null;
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

  @Field(() => Boolean, { description: 'Whether his clients see his name above what he writes.' })
  readonly showName: boolean;

  @Field(() => [String], { description: 'Emoji chosen lately, the last first, at most 24.' })
  readonly recentEmoji: readonly string[];

  constructor(employee: Employee) {
    const { sendBy, lastPublication, lastCreateActivity, showTemplateText, closeAfterTemplate, showName, recentEmoji } = employee;
    this.sendBy = sendBy;
    this.publication = lastPublication;
    this.createActivity = lastCreateActivity;
    this.showTemplateText = showTemplateText;
    this.closeAfterTemplate = closeAfterTemplate;
    this.showName = showName;
    this.recentEmoji = recentEmoji;
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
    const { usedEmoji } = input;
    if (usedEmoji != null && (usedEmoji.length > MAX_RECENT_EMOJI || !usedEmoji.every(isEmoji))) {
      throw badInput(`usedEmoji: at most ${MAX_RECENT_EMOJI}, each a single emoji`);
    }
    const answer = await updatePreferences(services, caller, givenOnly<Preferences>(input));
    return UpdatePreferencesResult.of(answer, locale, employee => new PreferencesUpdated(employee));
  }
}
