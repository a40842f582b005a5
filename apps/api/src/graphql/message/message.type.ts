import type { Message, WaitReason } from '@olchat/domain';
import { Ctx, Field, ID, ObjectType } from 'type-graphql';
import { AccountType } from '../account/account.type.ts';
import { CardRefType } from '../card/card-ref.type.ts';
import { ChatType } from '../chat/chat.type.ts';
import type { RequestContext } from '../context.ts';
import { DeliveryStatusEnum, PublicationEnum } from '../enums.ts';
import { known } from '../known.ts';
import { EmployeeType } from '../portal/employee.type.ts';
import { RecipientType } from '../recipient/recipient.type.ts';
import { DateTime } from '../scalars.ts';
import { FailureType } from './failure.type.ts';
import { FileType, VoiceType } from './file.type.ts';
import { MessageTemplateType } from './message-template.type.ts';
import { StatusChangeType } from './status-change.type.ts';
import { wordList } from '../word-list.ts';

const WaitReasonEnum = wordList<WaitReason>('WaitReason', 'What an accepted message waits for.', {
  DAILY_LIMIT: 'The new recipients of 24 hours are used up (`AccountLimits.firstMessagesPerDay`).',
  MESSAGE_LIMIT: 'The messages of a minute or of 24 hours are used up (`AccountLimits.messagesPerMinute`, `AccountLimits.messagesPerDay`).',
  FIRST_MESSAGE_PAUSE: 'The pause between two first messages.',
  MESSENGER_RESTRICTION: "The messenger itself holds the account's first messages.",
  NEXT_TRY: 'The messenger asked to wait, or could not be reached: it is tried again then.',
  SEND_INTERVAL: 'The pause between two messages of the account (`AccountSettings.sendIntervalMs`).',
});

@ObjectType('Message', {
  description: 'One message at the messenger: one status, one history. A send may make several, with one `groupId`.',
})
export class MessageType {
  readonly source: Message;
  readonly #activityId: string | null | undefined;

  /** `activityId`: as of an event; undefined = as it is now. */
  constructor(source: Message, activityId?: string | null) {
    this.source = source;
    this.#activityId = activityId;
  }

  @Field(() => ID, { description: 'Id of the message.' })
  get id() {
    return this.source.id;
  }

  @Field(() => ID, { description: 'The send that it belongs to.' })
  get groupId() {
    return this.source.groupId;
  }

  @Field(() => AccountType, { description: 'The account that it goes through.' })
  async account(@Ctx() { loaders }: RequestContext): Promise<AccountType> {
    return new AccountType(known(await loaders.account.load(this.source.accountId)));
  }

  @Field(() => RecipientType, { description: 'Whom it goes to.' })
  async recipient(@Ctx() { loaders }: RequestContext): Promise<RecipientType> {
    return new RecipientType(known(await loaders.recipient.load(this.source.recipientId)));
  }

  @Field(() => CardRefType, {
    nullable: true,
    description: 'The card that it was written from; null for an operator’s message in the chat.',
  })
  get card(): CardRefType | null {
    return this.source.card === null ? null : new CardRefType(this.source.card);
  }

  @Field(() => EmployeeType, { nullable: true, description: 'Who sent it.' })
  async sender(@Ctx() { loaders }: RequestContext): Promise<EmployeeType | null> {
    const employee = await loaders.employee.load(this.source.senderId);
    return new EmployeeType(this.source.senderId, employee?.name ?? '');
  }

  @Field(() => String, {
    nullable: true,
    description: 'Its text, exactly as sent (under `senderLine`, if there is one); with a file its caption, or empty.',
  })
  get text() {
    return this.source.text;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The line with the name of its sender that the client sees in bold above the text; null: there is none.',
  })
  get senderLine() {
    return this.source.senderLine;
  }

  @Field(() => [FileType], {
    description: 'Its file: none or one, since each file of a send is a message of its own. A voice note is not here but in `voice`.',
  })
  get files(): FileType[] {
    const { file } = this.source;
    return file === null || file.kind === 'VOICE' ? [] : [new FileType(file)];
  }

  @Field(() => VoiceType, { nullable: true, description: 'Its voice note, if it is one.' })
  get voice(): VoiceType | null {
    const { file } = this.source;
    return file?.kind === 'VOICE' ? new VoiceType(file) : null;
  }

  @Field(() => MessageTemplateType, { nullable: true, description: 'The template that its text came from; null for a text of its own.' })
  get template(): MessageTemplateType | null {
    const { template } = this.source;
    return template === null ? null : new MessageTemplateType(template);
  }

  @Field(() => PublicationEnum, { description: 'How it shows in the open-line chat.' })
  get publication() {
    return this.source.publication;
  }

  @Field(() => FailureType, { nullable: true, description: 'Why it does not show in the chat yet. The message itself is not affected.' })
  publicationFailure(@Ctx() { locale }: RequestContext): FailureType | null {
    return FailureType.from(this.source.publicationFailure, locale);
  }

  @Field(() => Boolean, { description: "It has a record in the card's timeline." })
  get createActivity() {
    return this.source.createActivity;
  }

  @Field(() => DeliveryStatusEnum, { description: 'Where it is.' })
  get status() {
    return this.source.status;
  }

  @Field(() => [StatusChangeType], {
    description: 'Everything ever said about it, in the order in which OLChat learnt it; repeats and implied steps too.',
  })
  history(@Ctx() { locale }: RequestContext): StatusChangeType[] {
    return this.source.history.map(change => new StatusChangeType(change, locale));
  }

  @Field(() => FailureType, { nullable: true, description: 'The reason of FAILED and UNCONFIRMED.' })
  failure(@Ctx() { locale }: RequestContext): FailureType | null {
    return FailureType.from(this.source.failure, locale);
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      'It waits in the queue and leaves not before then, for the reason in `waitsFor`. Null: it has left or ended, or waits for nothing that has a known time (its turn, its account). Read when asked: `MessageWaitChanged` tells of another time.',
  })
  async waitsUntil(@Ctx() { loaders }: RequestContext): Promise<Date | null> {
    return (await loaders.messageWait.load(this.source))?.until ?? null;
  }

  @Field(() => WaitReasonEnum, { nullable: true, description: 'What it waits for; null where `waitsUntil` is.' })
  async waitsFor(@Ctx() { loaders }: RequestContext): Promise<WaitReason | null> {
    return (await loaders.messageWait.load(this.source))?.reason ?? null;
  }

  @Field(() => ChatType, { nullable: true, description: 'The open-line chat with the client, if there is one.' })
  async chat(@Ctx() { loaders }: RequestContext): Promise<ChatType | null> {
    const chat = this.source.chatId === null ? null : await loaders.chat.load(this.source.chatId);
    return chat === null ? null : new ChatType(chat);
  }

  @Field(() => ID, { nullable: true, description: "Bitrix24's id of the record in the timeline, once it is written." })
  async activityId(@Ctx() { loaders }: RequestContext): Promise<string | null> {
    if (this.#activityId !== undefined) return this.#activityId;
    return this.source.createActivity ? loaders.activityId.load(this.source.groupId) : null;
  }

  @Field(() => MessageType, { nullable: true, description: 'The new message that a person sent after this one failed.' })
  async sentAgainAs(@Ctx() { loaders }: RequestContext): Promise<MessageType | null> {
    const again = this.source.sentAgainAs === null ? null : await loaders.message.load(this.source.sentAgainAs);
    return again === null ? null : new MessageType(again);
  }

  @Field(() => DateTime, { description: 'When it was accepted.' })
  get createdAt() {
    return this.source.createdAt;
  }
}
