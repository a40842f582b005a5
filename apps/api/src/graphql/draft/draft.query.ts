import { findDraft, type FoundDraft, type Publication } from '@olchat/domain';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { PublicationEnum } from '../enums.ts';
import { ownId } from '../ids.ts';
import { FileType, VoiceType } from '../message/file.type.ts';
import { DateTime } from '../scalars.ts';

@ObjectType('Draft', {
  description:
    'What the caller has written to one recipient from one card and not sent. His own: nobody else reads it. Kept for 30 days after the last saving.',
})
export class DraftType {
  @Field(() => String, { description: 'The text, as it was typed. May be longer than what can be sent.' })
  readonly text: string;

  @Field(() => [FileType], { description: 'Uploaded files that are still there, in order.' })
  readonly files: FileType[];

  @Field(() => VoiceType, { nullable: true, description: 'An uploaded recording, if it is still there.' })
  readonly voice: VoiceType | null;

  @Field(() => Int, { description: 'How many files of the draft are not kept any more: they must be uploaded again.' })
  readonly lostFiles: number;

  @Field(() => Boolean, { description: 'Pictures and videos are to go as files.' })
  readonly asDocument: boolean;

  @Field(() => PublicationEnum, { nullable: true, description: 'The chosen way of publishing; null when none was chosen.' })
  readonly publication: Publication | null;

  @Field(() => Boolean, { description: "A record in the card's timeline is wanted." })
  readonly createActivity: boolean;

  @Field(() => String, { description: 'Opaque; another one with every saving. Give it back to `saveDraft` and to `sendMessage`.' })
  readonly version: string;

  @Field(() => DateTime, { description: 'When it was saved last.' })
  readonly savedAt: Date;

  constructor({ draft, files, voice, lostFiles }: FoundDraft) {
    const { text, asDocument, publication, createActivity } = draft.content;
    this.text = text;
    this.files = files.map(file => new FileType(file));
    this.voice = voice === null ? null : new VoiceType(voice);
    this.lostFiles = lostFiles;
    this.asDocument = asDocument;
    this.publication = publication;
    this.createActivity = createActivity;
    this.version = draft.version;
    this.savedAt = draft.savedAt;
  }
}

@Resolver()
export class DraftQuery {
  @Query(() => DraftType, {
    nullable: true,
    description:
      "The caller's draft to this recipient in this card; null when there is none, or when the caller may not write from the card.",
  })
  async draft(
    @Ctx() { caller, services }: RequestContext,
    @Arg('card', () => CardInput, { description: 'The card.' }) card: CardInput,
    @Arg('recipientId', () => ID, { description: 'The recipient, from `Card.recipients`.' }) recipientId: string,
  ): Promise<DraftType | null> {
    const found = await findDraft(services, caller, { card: cardRef(card), recipientId: ownId(recipientId) });
    return found === null ? null : new DraftType(found);
  }
}
