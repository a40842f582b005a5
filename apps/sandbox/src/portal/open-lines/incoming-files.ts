/** Files of `imconnector.send.messages` and the picture of the client: the portal downloads them itself, without cookies, before it accepts the message. */
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
    if (!isObject(entry)) return [];
    const message = isObject(entry['message']) ? entry['message'] : {};
    const files = (readList(message['files']) ?? []).flatMap(file => (isObject(file) ? (readText(file['url']) ?? []) : []));
    return [...files, ...pictureUrl(isObject(entry['user']) ? entry['user'] : {})];
  });
  const files = new Map<string, FetchedFile>();
  for (const url of new Set(urls)) files.set(url, await fetchFile(url));
  fetched.set(call, files);
};

const pictureUrl = (user: Record<string, unknown>): string[] => {
  const url = isObject(user['picture']) ? readText(user['picture']['url']) : undefined;
  return url === undefined ? [] : [url];
};

/** The client's picture. Undefined: none was given, or what lies there is none; a message is not refused for it. */
export const fetchedPicture = (call: Call, user: Record<string, unknown>): FetchedFile | undefined =>
  pictureUrl(user)
    .map(url => fetchedFile(call, url))
    .find(({ mime }) => mime.startsWith('image/'));

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
