import { createHash } from 'node:crypto';
import {
  withSenderLine,
  type DeliveryStatus,
  type FileKind,
  type HistoryEntry,
  type HistoryMessage,
  type Message,
  type ReceivedMessage,
} from '@olchat/domain';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { DeliveryStatusEnum, FileKindEnum } from '../enums.ts';
import { FileType, VoiceType } from '../message/file.type.ts';
import { MessageType } from '../message/message.type.ts';
import { DateTime } from '../scalars.ts';
import { wordList } from '../word-list.ts';

/** Who wrote one step of a conversation. */
type ConversationAuthor = 'CLIENT' | 'EMPLOYEE' | 'PHONE';

const ConversationAuthorEnum = wordList<ConversationAuthor>('ConversationAuthor', 'Who wrote one step of a conversation.', {
  CLIENT: 'The client.',
  EMPLOYEE: 'An employee through us: from a card, or as an operator in the chat.',
  PHONE: "The account's owner, on his own phone or through another program.",
});

@ObjectType('ConversationAttachment', {
  description: 'A file that stands in the messenger only: what the messenger says of it. Its content was not fetched.',
})
export class ConversationAttachmentType {
  @Field(() => FileKindEnum, { description: 'How the messenger shows it.' })
  readonly kind: FileKind;

  @Field(() => String, { nullable: true, description: 'As its sender named it; null where the messenger tells no name.' })
  readonly name: string | null;

  @Field(() => Float, { description: 'Size in bytes, as its sender announced it.' })
  readonly size: number;

  @Field(() => Float, { nullable: true, description: 'Length of a recording in seconds; null where it is not known.' })
  readonly seconds: number | null;

  constructor({ kind, name, size, seconds }: NonNullable<HistoryMessage['file']>) {
    this.kind = kind;
    this.name = name;
    this.size = size;
    this.seconds = seconds;
  }
}

@ObjectType('ConversationEntry', {
  description:
    'One step of a conversation between an account and a recipient: a message of ours, one that came through the account, or one that only the messenger knows.',
})
export class ConversationEntryType {
  readonly source: HistoryEntry;

  constructor(source: HistoryEntry) {
    this.source = source;
  }

  @Field(() => ID, {
    description: 'Id of the entry; of a message of ours, the id of the message. What only the messenger knows has the same one every time.',
  })
  get id(): string {
    const { known, told } = this.source;
    if (known !== null) return known.kind === 'SENT' ? known.message.id : known.received.id;
    return `told-${createHash('sha256')
      .update(`${told?.externalMessageId}/${told?.occurredAt.toISOString()}`)
      .digest('base64url')
      .slice(0, 22)}`;
  }

  @Field(() => DateTime, {
    description:
      'When the messenger had it, as the messenger says. Of a message of ours in `Card.conversation`, and of one that never came there: when we accepted it.',
  })
  get at(): Date {
    return this.source.at;
  }

  @Field(() => ConversationAuthorEnum, { description: 'Who wrote it.' })
  get author(): ConversationAuthor {
    const { known, told } = this.source;
    if (known?.kind === 'SENT') return 'EMPLOYEE';
    return (known?.received.fromPhone ?? told?.fromClient === false) ? 'PHONE' : 'CLIENT';
  }

  @Field(() => MessageType, {
    nullable: true,
    description: 'The message of ours, with its status and sender; null for what came through the account.',
  })
  get message(): MessageType | null {
    const { known } = this.source;
    return known?.kind === 'SENT' ? new MessageType(known.message) : null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The text as it reads now; null without one. Of a file: its caption. Characters as written, never markup.',
  })
  get text(): string | null {
    const { known, told } = this.source;
    const text = known === null ? told?.text : known.kind === 'SENT' ? asRead(known.message) : known.received.text;
    return text === undefined || text === '' ? null : text;
  }

  @Field(() => FileType, {
    nullable: true,
    description: 'The file that came with it; null without one, for a voice note and for a message of ours.',
  })
  get file(): FileType | null {
    const file = this.#received?.file ?? null;
    return file === null || file.kind === 'VOICE' ? null : new FileType(file);
  }

  @Field(() => VoiceType, { nullable: true, description: 'The voice note that came; null for everything else.' })
  get voice(): VoiceType | null {
    const file = this.#received?.file ?? null;
    return file?.kind === 'VOICE' ? new VoiceType(file) : null;
  }

  @Field(() => ConversationAttachmentType, {
    nullable: true,
    description: 'The file of an entry that only the messenger knows; null otherwise.',
  })
  get attachment(): ConversationAttachmentType | null {
    const file = this.#toldOnly?.file ?? null;
    return file === null ? null : new ConversationAttachmentType(file);
  }

  @Field(() => DeliveryStatusEnum, {
    nullable: true,
    description:
      'How far an entry from the account came: of a message of ours its `status`; of what its owner wrote elsewhere, as far as the messenger tells. Null of what the client wrote, and where nobody tells.',
  })
  get status(): DeliveryStatus | null {
    const { known, told } = this.source;
    if (known?.kind === 'SENT') return known.message.status;
    return told?.status == null ? null : STATUSES[told.status];
  }

  @Field(() => String, {
    nullable: true,
    description: 'What came and cannot be shown here, in the word of the messenger (a contact, a poll); null otherwise.',
  })
  get unsupported(): string | null {
    return (this.#received ?? this.#toldOnly)?.unsupported ?? null;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the writer changed it last; null while it is as it was sent.' })
  get editedAt(): Date | null {
    return (this.#received ?? this.#toldOnly)?.editedAt ?? null;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the writer took it back: nothing of what it said is kept. Null otherwise.' })
  get removedAt(): Date | null {
    return this.#received?.removedAt ?? null;
  }

  get #received(): ReceivedMessage | null {
    const { known } = this.source;
    return known?.kind === 'RECEIVED' ? known.received : null;
  }

  get #toldOnly(): HistoryMessage | null {
    return this.source.known === null ? this.source.told : null;
  }
}

const STATUSES = { sent: 'SENT', delivered: 'DELIVERED', read: 'READ' } as const satisfies Record<string, DeliveryStatus>;

/** With the name above it, as the client has it (S-15). */
const asRead = ({ senderLine, text }: Message): string => withSenderLine(senderLine, text);
