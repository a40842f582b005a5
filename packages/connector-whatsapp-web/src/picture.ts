/** The picture that a person shows of himself: the server names a link, which needs no key. */
import type { PictureAnswer } from '@olchat/domain';
import { DEFAULT_ORIGIN } from 'baileys';
import { reasonOf } from './errors.ts';

/** Codes of the server's refusal: not authorized, that is hidden from us; no such item. */
const NONE = new Set<unknown>([401, 404]);
/** Where WhatsApp keeps such pictures: pps.whatsapp.net and its like. */
const OWN_HOSTS = /\.whatsapp\.net$/;

export interface PictureQuestions {
  /** Undefined: there is none. Null: no answer. */
  url(): Promise<string | undefined | null>;
  /** The host that the server itself names for files; null: no answer. */
  mediaHost(): Promise<string | null>;
}

export async function askPicture(questions: PictureQuestions, signal: AbortSignal): Promise<PictureAnswer> {
  try {
    const link = await questions.url();
    if (link === undefined) return { kind: 'none' };
    if (link === null) return { kind: 'unavailable', reason: 'no answer' };
    const url = new URL(link);
    if (!(await isTheirs(url, questions))) return { kind: 'unavailable', reason: 'the link leads to another host' };
    const response = await fetch(url, { headers: { Origin: DEFAULT_ORIGIN }, redirect: 'error', signal });
    if (response.ok && response.body !== null) return { kind: 'content', bytes: response.body };
    await response.body?.cancel();
    return response.status === 404 || response.status === 410
      ? { kind: 'none' }
      : { kind: 'unavailable', reason: `the media server answered ${response.status}` };
  } catch (error) {
    return NONE.has(refusalCode(error)) ? { kind: 'none' } : { kind: 'unavailable', reason: reasonOf(error) };
  }
}

/** A host of the messenger's own only (SE-32). */
const isTheirs = async (url: URL, questions: PictureQuestions): Promise<boolean> =>
  url.protocol === 'https:' && (OWN_HOSTS.test(url.hostname) || url.host === (await questions.mediaHost()));

/** The library's errors carry the code of the server's answer as `data`. */
const refusalCode = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'data' in error ? error.data : undefined);
