import { NO_ANSWER, OlchatError } from './olchat-error.ts';
import type { UploadAnswer, UploadRequest } from './upload.ts';

/** Outside of browsers. `fetch` does not tell how far it is. */
export async function sendByFetch(request: UploadRequest, fetch: typeof globalThis.fetch): Promise<UploadAnswer> {
  const { url, headers, file, onProgress, signal } = request;
  try {
    const response = await fetch(url, { method: 'POST', headers, body: file, ...(signal && { signal }) });
    const body = await response.text();
    onProgress(1);
    return { status: response.status, body };
  } catch (cause) {
    signal?.throwIfAborted();
    throw new OlchatError(NO_ANSWER, `No answer from ${url}`, { cause });
  }
}
