/** Where ffmpeg is, and how it is asked to encode a recording (decision 18). */
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** In the folders of a `PATH`; null when there is none. */
export function findFfmpeg(path: string | undefined): string | null {
  const candidates = (path ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, 'ffmpeg'));
  return candidates.find(isProgram) ?? null;
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Only containers of sound: no playlists, which name other files. */
const FORMATS = 'mov,mp4,m4a,3gp,3g2,mj2,aac,amr,mp3,ogg,matroska,webm,wav,flac';

/** Speech for a phone: what WhatsApp's own recordings are like. Files of this machine only, and one of them. */
export const encodingArguments = (from: string, to: string, maxSeconds: number): string[] => [
  ...['-nostdin', '-hide_banner', '-loglevel', 'error', '-threads', '1'],
  ...['-protocol_whitelist', 'file', '-format_whitelist', FORMATS, '-i', `file:${from}`],
  ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-t', String(maxSeconds)],
  ...['-c:a', 'libopus', '-b:a', '24k', '-ac', '1', '-ar', '48000', '-application', 'voip', '-threads', '1'],
  ...['-f', 'ogg', `file:${to}`],
];
