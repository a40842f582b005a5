/** Our file → Telegram's. Only bytes are handed to the library: a text there would be a path on this machine, or an address to fetch. */
import { InputMedia } from '@mtcute/node';
import type { TelegramClient, UploadedFile } from '@mtcute/node';
import type { FileKind, OutgoingFile } from '@olchat/domain';

const EXTENSIONS: Partial<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'image/gif': 'gif' };

/** A picture without an extension is refused. */
const nameOf = ({ name, mime }: OutgoingFile): string => (/\.[^.]+$/.test(name) ? name : `${name}.${EXTENSIONS[mime] ?? 'bin'}`);

const plainMime = (mime: string): string => mime.split(';', 1)[0]!.trim();

export function upload(client: TelegramClient, file: OutgoingFile, abortSignal: AbortSignal): Promise<UploadedFile> {
  return client.uploadFile({
    file: streamOf(file.open()),
    fileName: nameOf(file),
    fileMime: plainMime(file.mime),
    fileSize: file.size,
    abortSignal,
  });
}

/** A failure of the reading is one of the upload. */
function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async controller => {
      const piece = await pieces.next();
      if (piece.done === true) controller.close();
      else controller.enqueue(piece.value);
    },
    cancel: async () => void (await pieces.return?.()),
  });
}

/** `as`: DOCUMENT sends any file as it is, with its name (T-9). */
export function mediaOf(file: OutgoingFile, uploaded: UploadedFile, as: FileKind): Parameters<TelegramClient['sendMedia']>[1] {
  const named = { fileName: nameOf(file), fileMime: plainMime(file.mime) };
  const duration = file.seconds === null ? {} : { duration: Math.round(file.seconds) };
  switch (as) {
    case 'IMAGE':
      return InputMedia.photo(uploaded, named);
    case 'VIDEO':
      return InputMedia.video(uploaded, { ...named, ...duration, supportsStreaming: true });
    case 'AUDIO':
      return InputMedia.audio(uploaded, { ...named, ...duration });
    case 'VOICE':
      return InputMedia.voice(uploaded, { fileMime: 'audio/ogg', ...duration });
    case 'DOCUMENT':
      return InputMedia.document(uploaded, named);
  }
}
