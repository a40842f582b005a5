/** Files of `imconnector.send.messages`: the portal downloads them itself, without cookies, before it accepts the message. */
import { createHash } from 'node:crypto';
import type { Call } from '../rest/method.ts';
import { isObject, readList, readText } from '../rest/parameters.ts';

export interface FetchedFile {
  fetched: boolean;
  mime: string;
  size: number;
  sha256: string;
  content: Buffer;
}

const NOT_FETCHED: FetchedFile = { fetched: false, mime: '', size: 0, sha256: '', content: Buffer.alloc(0) };
const TIMEOUT_MS = 60_000;

const fetched = new WeakMap<Call, Map<string, FetchedFile>>();

export const fetchFiles = async (call: Call): Promise<void> => {
  const urls = (call.parameters.list('MESSAGES') ?? []).flatMap(entry => {
    const message = isObject(entry) && isObject(entry['message']) ? entry['message'] : {};
    return (readList(message['files']) ?? []).flatMap(file => (isObject(file) ? (readText(file['url']) ?? []) : []));
  });
  const files = new Map<string, FetchedFile>();
  for (const url of new Set(urls)) files.set(url, await fetchFile(url));
  fetched.set(call, files);
};

export const fetchedFile = (call: Call, url: string): FetchedFile => fetched.get(call)?.get(url) ?? NOT_FETCHED;

/** A link that does not open is the answer here, not an error of ours: the message is refused because of it. */
const fetchFile = async (url: string): Promise<FetchedFile> => {
  if (!/^https?:\/\//.test(url)) return NOT_FETCHED;
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(() => undefined);
  if (response?.ok !== true) return NOT_FETCHED;
  const content = Buffer.from(await response.arrayBuffer());
  return {
    fetched: true,
    mime: response.headers.get('content-type') ?? 'application/octet-stream',
    size: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    content,
  };
};
