import { updateSettings, type ApplicationSettings } from '@olchat/domain';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { givenOnly } from '../given-only.ts';
import { ContentRejected, NotAllowed, resultUnion } from '../refusals.ts';
import { ApplicationSettingsType, WritingHoursInput } from './settings.type.ts';

@InputType({ description: 'What to change of the settings; what is absent stays as it is.' })
export class UpdateSettingsInput {
  @Field(() => Boolean, { nullable: true, description: "Show the application's own page to administrators of the portal only." })
  readonly administratorsOnly?: boolean | null;

  @Field(() => WritingHoursInput, { nullable: true, description: 'When one should call and write.' })
  readonly writingHours?: WritingHoursInput | null;

  @Field(() => Boolean, { nullable: true, description: 'The widget «Статусы и чаты» in cards.' })
  readonly statusesWidget?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '«Шаблоны в чате»: templates in open-line chats.' })
  readonly templatesInChat?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'The widget stands open in every card.' })
  readonly forceWidget?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'Longest text of a message, in characters, from 1 to 4096: else OUT_OF_RANGE.' })
  readonly textLimit?: number | null;
}

@ObjectType('SettingsUpdated', { description: 'The settings are stored and hold.' })
export class SettingsUpdated {
  @Field(() => ApplicationSettingsType, { description: 'The settings as they are now.' })
  readonly settings: ApplicationSettingsType;

  constructor(settings: ApplicationSettingsType) {
    this.settings = settings;
  }
}

const UpdateSettingsResult = resultUnion('UpdateSettingsResult', SettingsUpdated, [NotAllowed, ContentRejected]);

@Resolver()
export class UpdateSettingsResolver {
  @Mutation(() => UpdateSettingsResult.type, {
    description:
      'Changes settings of the application; all of them or, when one is refused, none. Administrators only. Stands in `changes`.',
  })
  async updateSettings(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => UpdateSettingsInput, { description: 'What to change.' }) input: UpdateSettingsInput,
  ) {
    const answer = await updateSettings(services, caller, givenOnly<ApplicationSettings>(input));
    return UpdateSettingsResult.of(
      answer,
      locale,
      settings => new SettingsUpdated(new ApplicationSettingsType(settings, caller.isAdministrator)),
    );
  }
}
