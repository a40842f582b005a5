import { momentOf, type ConversationEntry } from '@olchat/domain';
import { Field, ID, ObjectType } from 'type-graphql';
import { ConversationAuthorEnum, type ConversationAuthor } from '../enums.ts';
import { FileType, VoiceType } from '../message/file.type.ts';
import { MessageType } from '../message/message.type.ts';
import { DateTime } from '../scalars.ts';

@ObjectType('ConversationEntry', {
  description: 'One step of a conversation between an account and a recipient: a message of ours, or one that came through the account.',
})
export class ConversationEntryType {
  readonly source: ConversationEntry;

  constructor(source: ConversationEntry) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the entry; of a message of ours, the id of the message.' })
  get id(): string {
    return this.source.kind === 'SENT' ? this.source.message.id : this.source.received.id;
  }

  @Field(() => DateTime, { description: 'When we accepted a message of ours; when the writer sent the others, as the messenger says.' })
  get at(): Date {
    return momentOf(this.source);
  }

  @Field(() => ConversationAuthorEnum, { description: 'Who wrote it.' })
  get author(): ConversationAuthor {
    if (this.source.kind === 'SENT') return 'EMPLOYEE';
    return this.source.received.fromPhone ? 'PHONE' : 'CLIENT';
  }

  @Field(() => MessageType, {
    nullable: true,
    description: 'The message of ours, with its status and sender; null for what came through the account.',
  })
  get message(): MessageType | null {
    return this.source.kind === 'SENT' ? new MessageType(this.source.message) : null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'The text as it reads now; null without one. Of a file: its caption. Characters as written, never markup.',
  })
  get text(): string | null {
    const text = this.source.kind === 'SENT' ? this.source.message.text : this.source.received.text;
    return text === '' ? null : text;
  }

  @Field(() => FileType, {
    nullable: true,
    description: 'The file that came with it; null without one, for a voice note and for a message of ours.',
  })
  get file(): FileType | null {
    const file = this.#file;
    return file === null || file.kind === 'VOICE' ? null : new FileType(file);
  }

  @Field(() => VoiceType, { nullable: true, description: 'The voice note that came; null for everything else.' })
  get voice(): VoiceType | null {
    const file = this.#file;
    return file?.kind === 'VOICE' ? new VoiceType(file) : null;
  }

  @Field(() => String, {
    nullable: true,
    description: 'What came and cannot be shown here, in the word of the messenger (a contact, a poll); null otherwise.',
  })
  get unsupported(): string | null {
    return this.source.kind === 'RECEIVED' ? this.source.received.unsupported : null;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the writer changed it last; null while it is as it was sent.' })
  get editedAt(): Date | null {
    return this.source.kind === 'RECEIVED' ? this.source.received.editedAt : null;
  }

  @Field(() => DateTime, { nullable: true, description: 'When the writer took it back: nothing of what it said is kept. Null otherwise.' })
  get removedAt(): Date | null {
    return this.source.kind === 'RECEIVED' ? this.source.received.removedAt : null;
  }

  get #file() {
    return this.source.kind === 'RECEIVED' ? this.source.received.file : null;
  }
}
