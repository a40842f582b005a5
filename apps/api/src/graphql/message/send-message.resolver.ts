import { sendMessage, type DraftVersion, type FileId, type Publication, type TemplateId } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Mutation, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { PublicationEnum } from '../enums.ts';
import { ownId } from '../ids.ts';
import { MessageAccepted, SendMessageResult } from './message-accepted.type.ts';
import { wordList } from '../word-list.ts';

type WhenLimited = 'WAIT' | 'REFUSE';
const WhenLimitedEnum = wordList<WhenLimited>('WhenLimited', 'What becomes of a message that a limit holds back.', {
  WAIT: 'It waits in the queue until it may leave; running conversations pass a first message that waits.',
  REFUSE: 'It is refused, with the time at which it could leave; without one when only what waits already uses the limit up.',
});

@InputType({ description: 'What to send, to whom, through which account.' })
export class SendMessageInput {
  @Field(() => String, {
    description:
      'Your own name for this one intent, 1 to 200 characters, the same in every repetition. The same key with the same content answers the first message, for ever; with other content it is refused.',
  })
  readonly idempotencyKey!: string;

  @Field(() => CardInput, { nullable: true, description: 'The card that it is written from; the employee must be able to change it.' })
  readonly card?: CardInput | null;

  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field(() => ID, { description: 'The recipient, from `Card.recipients`.' })
  readonly recipientId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The text, sent exactly as given; with `showName` under the name. May be absent beside files.',
  })
  readonly text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'Files that the caller uploaded by `POST /files`, at most 10, in order. Each is a message of its own with the same `groupId`. The text is the caption of the first where `captionKinds` of the account has its kind, otherwise a message of its own before the files.',
  })
  readonly fileIds?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A recording that the caller uploaded, sent as a voice note after the rest. Sound in another format than Opus in Ogg is converted; where that cannot be done: VOICE_NOT_CONVERTIBLE.',
  })
  readonly voiceFileId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Send pictures and videos as files: unchanged, with their names.',
  })
  readonly asDocument?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The template that the text came from: the record in the timeline names it. The text is sent as given, filled by `fillTemplate` before. A template that the caller may not use: NOT_FOUND.',
  })
  readonly templateId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      "The client sees the sender's name (`Viewer.senderLine`) as a line in bold above the text. It counts towards the longest text, its line break too; a message without text has none.",
  })
  readonly showName?: boolean | null;

  @Field(() => PublicationEnum, { nullable: true, description: "How it shows in the chat; the account's default if absent." })
  readonly publication?: Publication | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: "Make a record in the card's timeline." })
  readonly createActivity?: boolean | null;

  @Field(() => WhenLimitedEnum, {
    nullable: true,
    defaultValue: 'WAIT',
    description:
      'What becomes of a message that the limits of the account hold back: of a first one (`AccountLimits.nextFirstMessageAt`), and of any (`AccountLimits.nextMessageAt`; what waits already counts). One that would wait longer than a day is refused in any case: LIMIT_REACHED, or ACCOUNT_RESTRICTED where the messenger itself holds it, both with `freeAt`; LIMIT_REACHED without it where the queue is as long as the day.',
  })
  readonly whenLimited?: WhenLimited | null;

  @Field(() => String, {
    nullable: true,
    description:
      '`version` of the draft that this was written as: the draft is gone when the message is accepted, unless it was saved anew.',
  })
  readonly draftVersion?: string | null;
}

@Resolver()
export class SendMessageResolver {
  @Mutation(() => SendMessageResult.type, {
    description:
      'Accepts a message: it answers when message and task are stored. What becomes of it comes by `messageStatus`. A recipient that nobody checked is checked before the send.',
  })
  async sendMessage(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => SendMessageInput, { description: 'What to send.' }) input: SendMessageInput,
  ) {
    const answer = await sendMessage(services, caller, {
      idempotencyKey: input.idempotencyKey,
      card: input.card == null ? null : cardRef(input.card),
      accountId: ownId(input.accountId),
      recipientId: ownId(input.recipientId),
      text: input.text ?? '',
      fileIds: (input.fileIds ?? []).map(id => ownId<FileId>(id)),
      voiceFileId: input.voiceFileId == null ? null : ownId<FileId>(input.voiceFileId),
      asDocument: input.asDocument ?? false,
      templateId: input.templateId == null ? null : ownId<TemplateId>(input.templateId),
      showName: input.showName ?? false,
      publication: input.publication ?? null,
      createActivity: input.createActivity ?? true,
      whenLimited: input.whenLimited ?? 'WAIT',
      draftVersion: input.draftVersion == null ? null : ownId<DraftVersion>(input.draftVersion),
    });
    return SendMessageResult.of(answer, locale, accepted => new MessageAccepted(accepted));
  }
}
