import { isPicture, PREVIEW_SIDE, type MessageFile } from '@olchat/domain';
import { Ctx, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { RequestContext } from '../context.ts';
import { FileKindEnum } from '../enums.ts';

/** SE-34. */
const LINK_MS = 5 * 60_000;

/** So that an answer a moment later has the same address, and a browser that shows the picture need not fetch it again. */
const PREVIEW_STEP_MS = 60_000;

const previewLink = ({ caller, services }: RequestContext, { id }: MessageFile): string => {
  const until = services.clock.now().getTime() + LINK_MS;
  return services.fileLinks.previewUrl(caller.portalId, id, new Date(until - (until % PREVIEW_STEP_MS)));
};

const link = ({ caller, services }: RequestContext, { id }: MessageFile): string =>
  services.fileLinks.url(caller.portalId, id, new Date(services.clock.now().getTime() + LINK_MS));

@ObjectType('File', { description: 'A file of a message.' })
export class FileType {
  readonly source: MessageFile;

  constructor(source: MessageFile) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the file, as `POST /files` answered it.' })
  get id() {
    return this.source.id;
  }

  @Field(() => FileKindEnum, { description: 'How the client sees it.' })
  get kind() {
    return this.source.kind;
  }

  @Field(() => String, { description: 'Its name.' })
  get name() {
    return this.source.name;
  }

  @Field(() => Float, { description: 'Its size in bytes.' })
  get size() {
    return this.source.size;
  }

  @Field(() => String, { description: 'Content type, told by its content.' })
  get mime() {
    return this.source.mime;
  }

  @Field(() => String, {
    description: 'Address to download it from; ends 5 minutes after this answer. 404 once the file is removed: it is kept for 30 days.',
  })
  url(@Ctx() context: RequestContext): string {
    return link(context, this.source);
  }

  @Field(() => String, {
    nullable: true,
    description: `Address of a small picture to show instead of the file: WebP, no side longer than ${PREVIEW_SIDE} points, upright, without what the original says of its camera and place. Made when it is first asked for; ends 4 to 5 minutes after this answer. Null for what is no JPEG, PNG, WebP or GIF; the address answers 404 where the picture cannot be decoded or is removed, 503 while too many are being made.`,
  })
  previewUrl(@Ctx() context: RequestContext): string | null {
    return isPicture(this.source.mime) ? previewLink(context, this.source) : null;
  }
}

@ObjectType('Voice', { description: 'The voice note of a message.' })
export class VoiceType {
  readonly source: MessageFile;

  constructor(source: MessageFile) {
    this.source = source;
  }

  @Field(() => ID, { description: 'Id of the file, as `POST /files` answered it.' })
  get fileId() {
    return this.source.id;
  }

  @Field(() => Int, { nullable: true, description: 'Its length in seconds; null when it is not known.' })
  get seconds() {
    return this.source.seconds;
  }

  @Field(() => [Int], {
    nullable: true,
    description:
      'How loud it is along its length: at most 64 numbers from 0 to 100, as `POST /files?as=voice` was told; null when nobody drew it.',
  })
  get waveform() {
    return this.source.waveform ?? null;
  }

  @Field(() => String, { description: 'Content type.' })
  get mime() {
    return this.source.mime;
  }

  @Field(() => String, { description: 'Address to download it from; ends 5 minutes after this answer.' })
  url(@Ctx() context: RequestContext): string {
    return link(context, this.source);
  }
}
