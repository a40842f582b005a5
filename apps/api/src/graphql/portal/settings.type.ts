import type { ApplicationSettings, WritingHours } from '@olchat/domain';
import { Field, InputType, Int, ObjectType } from 'type-graphql';

@ObjectType('WritingHours', {
  description:
    "Hours of the client's day, from 0 to 24, that colour whether one should call or write: red until `redUntil`, orange until `orangeUntil`, green until `greenUntil`, orange until `orangeAgainUntil`, red after it.",
})
export class WritingHoursType {
  @Field(() => Int, { description: 'Red from midnight to this hour; 7 by default.' })
  readonly redUntil: number;

  @Field(() => Int, { description: 'Orange from then to this hour; 8 by default.' })
  readonly orangeUntil: number;

  @Field(() => Int, { description: 'Green from then to this hour; 19 by default.' })
  readonly greenUntil: number;

  @Field(() => Int, { description: 'Orange from then to this hour, red after it; 21 by default.' })
  readonly orangeAgainUntil: number;

  constructor(hours: WritingHours) {
    this.redUntil = hours.redUntil;
    this.orangeUntil = hours.orangeUntil;
    this.greenUntil = hours.greenUntil;
    this.orangeAgainUntil = hours.orangeAgainUntil;
  }
}

@InputType({ description: 'Whole hours from 0 to 24, none before the one in front of it: else OUT_OF_RANGE.' })
export class WritingHoursInput {
  @Field(() => Int, { description: 'Red from midnight to this hour.' })
  readonly redUntil!: number;

  @Field(() => Int, { description: 'Orange from then to this hour.' })
  readonly orangeUntil!: number;

  @Field(() => Int, { description: 'Green from then to this hour.' })
  readonly greenUntil!: number;

  @Field(() => Int, { description: 'Orange from then to this hour, red after it.' })
  readonly orangeAgainUntil!: number;
}

@ObjectType('ApplicationSettings', { description: 'Settings of the application in this portal.' })
export class ApplicationSettingsType {
  @Field(() => Boolean, { description: "The application's own page and these settings are for administrators of the portal only." })
  readonly administratorsOnly: boolean;

  @Field(() => WritingHoursType, { description: 'When one should call and write.' })
  readonly writingHours: WritingHoursType;

  @Field(() => Boolean, { nullable: true, description: 'The widget «Статусы и чаты» in cards. Null for those who are not administrators.' })
  readonly statusesWidget: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: '«Шаблоны в чате»: templates in open-line chats. Null for those who are not administrators.',
  })
  readonly templatesInChat: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'The widget stands open in every card. Discouraged: it slows every card down. Null for those who are not administrators.',
  })
  readonly forceWidget: boolean | null;

  @Field(() => Int, { description: 'Longest text of a WhatsApp message, in characters, from 1 to 4096.' })
  readonly textLimit: number;

  /** The tab of abilities is for administrators. */
  constructor(settings: ApplicationSettings, isAdministrator: boolean) {
    this.administratorsOnly = settings.administratorsOnly;
    this.writingHours = new WritingHoursType(settings.writingHours);
    this.statusesWidget = isAdministrator ? settings.statusesWidget : null;
    this.templatesInChat = isAdministrator ? settings.templatesInChat : null;
    this.forceWidget = isAdministrator ? settings.forceWidget : null;
    this.textLimit = settings.textLimit;
  }
}
