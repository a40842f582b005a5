import type { FileKind, UploadedFile, ViewerQuery } from '@olchat/client';
import { pixelsOf } from './picture-size.ts';

export type FileRules = ViewerQuery['viewer']['fileRules'];

/** Why a file does not go. `sentence` is the server's; without it the codes are ours, found before anything was uploaded. */
export interface AttachmentProblem {
  code: string;
  sentence?: string;
  /** Bytes, of what is too large; points of a picture. */
  limit?: number;
  /** The name of the failed request in the server's log. */
  traceId?: string;
}

/** Something that goes with the text: chosen, on its way to the server, there, or refused. */
export interface Attachment {
  /** Ours, for this page. */
  readonly key: string;
  /** What came back with a draft lies on the server and is fetched by whoever wants to hear it. */
  readonly content: Blob | (() => Promise<Blob>);
  readonly name: string;
  readonly size: number;
  readonly kind: FileKind;
  /** Of a picture: an address in this page, or a link that opens for some minutes. */
  preview: string | null;
  /** Of a recording. */
  readonly waveform?: readonly number[];
  /** `choice`: too large for a file; the employee decides whether it goes as a link. */
  state: 'uploading' | 'ready' | 'failed' | 'refused' | 'choice';
  /** 0…1. */
  progress: number;
  asLink: boolean;
  problem?: AttachmentProblem;
  /** What the server calls it. */
  fileId?: string;
  seconds?: number;
}

/** What one press sends beside the text. */
export interface SentAttachments {
  files: readonly Attachment[];
  voice: Attachment | null;
  asDocument: boolean;
}

export const extensionOf = (name: string): string => /\.([\p{L}\p{N}]{1,10})$/u.exec(name)?.[1]?.toLowerCase() ?? '';

export const kindOf = (mime: string): FileKind =>
  mime.startsWith('image/') && mime !== 'image/svg+xml'
    ? 'IMAGE'
    : mime.startsWith('video/')
      ? 'VIDEO'
      : mime.startsWith('audio/')
        ? 'AUDIO'
        : 'DOCUMENT';

/** What can be said without asking the server (W-19, E-23). `choice`: it may go as a link. */
export function problemOf(file: { name: string; size: number }, rules: FileRules, asLink: boolean): AttachmentProblem | undefined {
  if (file.size === 0) return { code: 'FILE_EMPTY' };
  if (!rules.extensions.includes(extensionOf(file.name))) return { code: 'FILE_UNREADABLE' };
  const limit = asLink ? rules.linkMaxBytes : rules.maxBytes;
  return file.size > limit ? { code: 'FILE_TOO_LARGE', limit } : undefined;
}

/** As `problemOf`, of what a picture says of itself. */
export async function pictureProblem(file: Blob, { maxPixels }: FileRules): Promise<AttachmentProblem | undefined> {
  const pixels = await pixelsOf(file);
  return pixels !== null && pixels > maxPixels ? { code: 'PICTURE_TOO_LARGE', limit: maxPixels } : undefined;
}

export const isSameAttachments = (one: SentAttachments | undefined, other: SentAttachments | undefined): boolean =>
  keysOf(one) === keysOf(other);

const keysOf = (sent: SentAttachments | undefined): string =>
  sent === undefined ? '' : [...sent.files.map(({ key }) => key), `voice:${sent.voice?.key ?? ''}`, sent.asDocument].join();

/** Ids for `sendMessage`, once all of it is there. */
export function attachmentInput(sent: SentAttachments | undefined): { fileIds?: string[]; voiceFileId?: string; asDocument?: boolean } {
  if (sent === undefined) return {};
  return {
    fileIds: sent.files.flatMap(({ fileId }) => fileId ?? []),
    ...(sent.voice?.fileId !== undefined && { voiceFileId: sent.voice.fileId }),
    asDocument: sent.asDocument,
  };
}

export function arrived(attachment: Attachment, { fileId, seconds }: UploadedFile): void {
  Object.assign(attachment, { state: 'ready', progress: 1, fileId, ...(seconds !== undefined && { seconds }) });
}
