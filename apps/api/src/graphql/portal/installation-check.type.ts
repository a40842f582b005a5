import { scannerState, type FileScannerState, type Installation, type MendedThing, type StandingFailure } from '@olchat/domain';
import { Ctx, Field, ObjectType } from 'type-graphql';
import { failureInWords, thingInWords } from '../../installation-texts/in-words.ts';
import type { RequestContext } from '../context.ts';
import { DateTime } from '../scalars.ts';
import { wordList } from '../word-list.ts';

const FileScannerStateEnum = wordList<FileScannerState>('FileScannerState', 'Whether files are looked at for viruses.', {
  ABSENT: 'No scanner is plugged in: they are not.',
  READY: 'They are.',
  SILENT: 'There is a scanner and it does not answer: uploads are refused with FILE_NOT_SCANNED, files of clients wait.',
});

type Locale = 'ru' | 'en';

@ObjectType('MendedItem', { description: 'Something that was missing on the portal, or pointed elsewhere, and was put right by a check.' })
export class MendedItem {
  @Field(() => String, { description: "What it is, in the caller's language." })
  readonly what: string;

  @Field(() => DateTime, { description: 'When it was mended.' })
  readonly at: Date;

  constructor({ what, at }: MendedThing, locale: Locale) {
    this.what = thingInWords(what, locale);
    this.at = at;
  }
}

@ObjectType('FailedItem', { description: 'Something that should stand on the portal and does not.' })
export class FailedItem {
  @Field(() => String, { description: "What it is, in the caller's language." })
  readonly what: string;

  @Field(() => String, { description: "Bitrix24's own code for the cause, or ours where Bitrix24 did not answer." })
  readonly code: string;

  @Field(() => String, { description: "A sentence in the caller's language with what an administrator can do." })
  readonly message: string;

  @Field(() => DateTime, { description: 'Since when checks say so.' })
  readonly since: Date;

  constructor({ what, code, since }: StandingFailure, locale: Locale) {
    this.what = thingInWords(what, locale);
    this.code = code;
    this.message = failureInWords(code, locale);
    this.since = since;
  }
}

@ObjectType('InstallationCheck', {
  description: 'What the last check of the installation found. It runs when the application starts, every day, and on demand.',
})
export class InstallationCheckType {
  @Field(() => DateTime, { nullable: true, description: 'When it ran; null before the first one.' })
  readonly checkedAt: Date | null;

  @Field(() => [String], { description: "What stands on the portal as it should, in the caller's language." })
  readonly kept: string[];

  @Field(() => [MendedItem], { description: 'What was mended by this check and by earlier ones, newest first, at most 50.' })
  readonly mended: MendedItem[];

  @Field(() => [FailedItem], { description: 'What the last check could not mend.' })
  readonly failed: FailedItem[];

  @Field(() => FileScannerStateEnum, {
    description: 'Whether the files of this installation are looked at for viruses; asked now, not at the last check.',
  })
  fileScanner(@Ctx() { services }: RequestContext): Promise<FileScannerState> {
    return scannerState(services.scanner);
  }

  constructor({ checkedAt, kept, mended, failed }: Installation, locale: Locale) {
    this.checkedAt = checkedAt;
    this.kept = kept.map(what => thingInWords(what, locale));
    this.mended = mended.map(thing => new MendedItem(thing, locale));
    this.failed = failed.map(thing => new FailedItem(thing, locale));
  }
}
