import type { Caller } from './caller.ts';
import { NO_ANSWER, OlchatError, UNAUTHENTICATED } from './olchat-error.ts';
import { sendByFetch } from './send-by-fetch.ts';
import { canSendByXhr, sendByXhr } from './send-by-xhr.ts';

export interface UploadOptions {
  /** Under which the client sees it; its ending must fit the content. Default: the name of a `File`. */
  name?: string;
  /**
   * `link`: up to `FileRules.linkMaxBytes`, goes to the client as an address that opens it. `voice`: a recording in whatever format, of which
   * the server makes a voice note for `voiceFileId`. Absent: an ordinary file for `fileIds`.
   */
  as?: 'link' | 'voice';
  /** With `voice`: how loud it is along its length, at most 64 numbers from 0 to 100; shown beside the note. */
  waveform?: readonly number[];
  /** From 0 to 1. In browsers as the bytes leave; elsewhere only 1, at the end. */
  onProgress?: (share: number) => void;
  /** Ends the upload; the promise rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** The server has the file; it may be sent within a day. */
export interface UploadedFile {
  readonly __typename: 'UploadedFile';
  /** For `fileIds` or `voiceFileId` of `sendMessage`. */
  readonly fileId: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly mime: string;
  /** Length of a voice note. */
  readonly seconds?: number;
  /** It goes to the client as a link. */
  readonly delivery?: 'LINK';
}

/** A known "no": branch on `code` (`FILE_EMPTY`, `FILE_TOO_LARGE`, `FILE_UNREADABLE`, `PICTURE_TOO_LARGE`, `FILE_SPACE_FULL`, `FILE_INFECTED`, `FILE_NOT_SCANNED`, `VOICE_NOT_CONVERTIBLE`, `LIMIT_REACHED`, `RATE_LIMITED`, …). */
export interface UploadRefused {
  readonly __typename: 'UploadRefused';
  readonly code: string;
  /** A sentence in the caller's language. */
  readonly message: string;
  /** With FILE_TOO_LARGE: the limits, in bytes. */
  readonly maxBytes?: number;
  readonly linkMaxBytes?: number;
}

/**
 * `POST /files`: brings one file to the server as it is, never whole in memory where the platform streams it. A refusal is a value; what is
 * thrown is an OlchatError (`NO_ANSWER`: whether the file arrived is unknown, upload it again; `UNAUTHENTICATED`) or the signal's reason.
 */
export type Upload = (file: Blob, options?: UploadOptions) => Promise<UploadedFile | UploadRefused>;

/** One try of a transport. */
export interface UploadRequest {
  url: string;
  headers: Readonly<Record<string, string>>;
  file: Blob;
  onProgress: (share: number) => void;
  signal?: AbortSignal | undefined;
}

export interface UploadAnswer {
  status: number;
  body: string;
}

export function createUpload(filesUrl: string, caller: Caller, fetch: typeof globalThis.fetch): Upload {
  return async (file, options = {}) => {
    const { name = nameOf(file), onProgress = () => undefined, signal } = options;
    const attempt = (authorization: string): Promise<UploadAnswer> => {
      signal?.throwIfAborted();
      const headers = {
        authorization,
        'content-type': 'application/octet-stream',
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escaped)}`,
      };
      const request: UploadRequest = { url: addressOf(filesUrl, options), headers, file, onProgress, signal };
      return canSendByXhr() ? sendByXhr(request) : sendByFetch(request, fetch);
    };
    const authorization = await caller.authorization();
    const answer = await attempt(authorization);
    // An unknown caller's file was not taken.
    if (answer.status !== 401 || !(await caller.renew(authorization))) return read(answer);
    return read(await attempt(await caller.authorization()));
  };
}

const nameOf = (file: Blob): string => ('name' in file && typeof file.name === 'string' ? file.name : 'file');

const escaped = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

function addressOf(filesUrl: string, { as, waveform }: UploadOptions): string {
  const query = new URLSearchParams();
  if (as !== undefined) query.set('as', as);
  // One byte a bar, base64url.
  if (waveform !== undefined)
    query.set(
      'waveform',
      btoa(String.fromCharCode(...waveform))
        .replace(/\+/g, '-')
        .replace(/\//g, '_')
        .replace(/=+$/, ''),
    );
  return query.size === 0 ? filesUrl : `${filesUrl}?${query.toString()}`;
}

function read({ status, body }: UploadAnswer): UploadedFile | UploadRefused {
  if (status === 401) throw new OlchatError(UNAUTHENTICATED, 'The server does not know this caller');
  const said = parsed(body);
  if (status === 200 && typeof said?.['fileId'] === 'string') return { __typename: 'UploadedFile', ...said } as unknown as UploadedFile;
  // From 500 on it is no "no": the server, or something before it, could not answer.
  if (status < 500 && typeof said?.['code'] === 'string') return { __typename: 'UploadRefused', ...said } as unknown as UploadRefused;
  const traceId = said?.['traceId'];
  throw new OlchatError(NO_ANSWER, `No readable answer: HTTP ${status}`, typeof traceId === 'string' ? { traceId } : {});
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : null;
  } catch {
    // A proxy's page; what it means the status says.
    return null;
  }
}
