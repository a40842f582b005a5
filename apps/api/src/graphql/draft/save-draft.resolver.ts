import { saveDraft, type Draft, type DraftVersion, type DraftWriter, type FileId, type Publication } from '@olchat/domain';
import { Arg, Ctx, Field, ID, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { CardInput, cardRef } from '../card/card-ref.type.ts';
import type { RequestContext } from '../context.ts';
import { PublicationEnum } from '../enums.ts';
import { badInput } from '../errors.ts';
import { ownId } from '../ids.ts';
import { ContentRejected, LimitReached, NotAllowed, resultUnion } from '../refusals.ts';
import { DateTime } from '../scalars.ts';

@InputType({ description: 'All of a draft: what is absent is not in it.' })
export class SaveDraftInput {
  @Field(() => CardInput, { description: 'The card that it is written from; the employee must be able to change it.' })
  readonly card!: CardInput;

  @Field(() => ID, { description: 'The recipient, from `Card.recipients`.' })
  readonly recipientId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      '`version` of the draft that it is written over; absent: there was none. Refused with DRAFT_CHANGED when another one stands there.',
  })
  readonly baseVersion?: string | null;

  @Field(() => DraftWriterInput, {
    nullable: true,
    description: 'Who saves, so that savings of one window are never taken for those of two. Absent: only `baseVersion` counts.',
  })
  readonly savedBy?: DraftWriterInput | null;

  @Field(() => String, { nullable: true, description: 'The text, up to 20000 characters. Without text and files the draft is removed.' })
  readonly text?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Files that the caller uploaded, at most 10, in order. They are kept as long as the draft.',
  })
  readonly fileIds?: string[] | null;

  @Field(() => ID, { nullable: true, description: 'A recording that the caller uploaded.' })
  readonly voiceFileId?: string | null;

  @Field(() => Boolean, { nullable: true, defaultValue: false, description: 'Pictures and videos are to go as files.' })
  readonly asDocument?: boolean | null;

  @Field(() => PublicationEnum, { nullable: true, description: 'The chosen way of publishing.' })
  readonly publication?: Publication | null;

  @Field(() => Boolean, { nullable: true, defaultValue: true, description: "A record in the card's timeline is wanted." })
  readonly createActivity?: boolean | null;
}

@InputType({ description: 'Which window saves a draft. Its last saving, at its closing, need not wait for the answer to the one before.' })
export class DraftWriterInput {
  @Field(() => String, { description: 'Your own name for the window, 1 to 100 characters, another one for every window.' })
  readonly writer!: string;

  @Field(() => Int, {
    description:
      'Number of the saving in the window, each greater than the one before. It stands over whatever the same window saved with a smaller one, and under a greater one, in whatever order they come.',
  })
  readonly step!: number;
}

@ObjectType('DraftSaved', { description: 'The draft is kept, or removed where it was empty.' })
export class DraftSaved {
  @Field(() => String, { nullable: true, description: 'Its version now; null when it was empty and is removed.' })
  readonly version: string | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was saved; null when it is removed.' })
  readonly savedAt: Date | null;

  constructor(draft: Draft | null) {
    this.version = draft?.version ?? null;
    this.savedAt = draft?.savedAt ?? null;
  }
}

const MAX_WRITER_LENGTH = 100;

function draftWriter({ writer, step }: DraftWriterInput): DraftWriter {
  if (writer === '' || writer.length > MAX_WRITER_LENGTH) throw badInput(`A writer has a name of 1 to ${MAX_WRITER_LENGTH} characters`);
  return { writer, step };
}

const SaveDraftResult = resultUnion('SaveDraftResult', DraftSaved, [NotAllowed, ContentRejected, LimitReached]);

@Resolver()
export class SaveDraftResolver {
  @Mutation(() => SaveDraftResult.type, {
    description:
      'Keeps what the caller has written and not sent: one draft per employee, card and recipient. `sendMessage` with its `draftVersion` takes it away.',
  })
  async saveDraft(
    @Ctx() { caller, services, locale }: RequestContext,
    @Arg('input', () => SaveDraftInput, { description: 'The draft.' }) input: SaveDraftInput,
  ) {
    const answer = await saveDraft(services, caller, {
      card: cardRef(input.card),
      recipientId: ownId(input.recipientId),
      baseVersion: input.baseVersion == null ? null : ownId<DraftVersion>(input.baseVersion),
      savedBy: input.savedBy == null ? null : draftWriter(input.savedBy),
      content: {
        text: input.text ?? '',
        fileIds: (input.fileIds ?? []).map(id => ownId<FileId>(id)),
        voiceFileId: input.voiceFileId == null ? null : ownId<FileId>(input.voiceFileId),
        asDocument: input.asDocument ?? false,
        publication: input.publication ?? null,
        createActivity: input.createActivity ?? true,
      },
    });
    return SaveDraftResult.of(answer, locale, ({ draft }) => new DraftSaved(draft));
  }
}
