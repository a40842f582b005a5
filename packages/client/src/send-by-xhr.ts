import { NO_ANSWER, OlchatError } from './olchat-error.ts';
import type { UploadAnswer, UploadRequest } from './upload.ts';

/** The part of the browser's XMLHttpRequest that is used: the client is compiled without a browser's types. */
interface Xhr {
  readonly status: number;
  readonly responseText: string;
  readonly upload: { onprogress: ((event: { lengthComputable: boolean; loaded: number; total: number }) => void) | null };
  onload: (() => void) | null;
  onerror: (() => void) | null;
  onabort: (() => void) | null;
  open(method: string, url: string): void;
  setRequestHeader(name: string, value: string): void;
  send(body: Blob): void;
  abort(): void;
}

const constructorOf = (): (new () => Xhr) | undefined => (globalThis as { XMLHttpRequest?: new () => Xhr }).XMLHttpRequest;

export const canSendByXhr = (): boolean => constructorOf() !== undefined;

/** In browsers it alone tells how many bytes have left, and takes them from the disk as they go. */
export function sendByXhr({ url, headers, file, onProgress, signal }: UploadRequest): Promise<UploadAnswer> {
  const Request = constructorOf();
  if (!Request) throw new Error('There is no XMLHttpRequest here');
  const xhr = new Request();
  const stop = (): void => xhr.abort();
  return new Promise<UploadAnswer>((resolve, reject) => {
    xhr.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    };
    xhr.onload = () => resolve({ status: xhr.status, body: xhr.responseText });
    xhr.onerror = () => reject(new OlchatError(NO_ANSWER, `No answer from ${url}`));
    xhr.onabort = () => reject(signal?.reason instanceof Error ? signal.reason : new Error('The upload was stopped'));
    xhr.open('POST', url);
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
    signal?.addEventListener('abort', stop, { once: true });
    xhr.send(file);
  }).finally(() => signal?.removeEventListener('abort', stop));
}
