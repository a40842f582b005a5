import { FILE_EXTENSIONS, MAX_FILE_BYTES, MAX_FILES, MAX_LINK_BYTES, MAX_PIXELS, MAX_VOICE_BYTES, MAX_VOICE_SECONDS } from '@olchat/domain';
import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType('FileRules', {
  description: 'What `POST /files` takes, so that a client can refuse before it uploads. An account may take less: see its `capabilities`.',
})
export class FileRulesType {
  @Field(() => Float, { description: 'Largest file, in bytes (Q-30).' })
  readonly maxBytes: number = MAX_FILE_BYTES;

  @Field(() => Float, { description: 'Largest file with `?as=link`, which goes to the client as a link, in bytes (Q-31).' })
  readonly linkMaxBytes: number = MAX_LINK_BYTES;

  @Field(() => Int, { description: 'So many files may one `sendMessage` name.' })
  readonly maxCount: number = MAX_FILES;

  @Field(() => [String], { description: 'Endings of names that are taken, in lower case, without the point (E-23).' })
  readonly extensions: readonly string[] = FILE_EXTENSIONS;

  @Field(() => Int, {
    description: 'So many points, width times height, may a picture have (JPEG, PNG, WebP, GIF); more: PICTURE_TOO_LARGE.',
  })
  readonly maxPixels: number = MAX_PIXELS;

  @Field(() => Float, { description: 'Largest recording with `?as=voice`, in bytes.' })
  readonly voiceMaxBytes: number = MAX_VOICE_BYTES;

  @Field(() => Int, { description: 'Longest recording that is made into a voice note, in seconds (W-21).' })
  readonly voiceMaxSeconds: number = MAX_VOICE_SECONDS;
}
