/** Recordings as browsers make them, by a real ffmpeg that comes with the tests. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ffmpeg from '@ffmpeg-installer/ffmpeg';

/** The program itself, for `FFMPEG_PATH`. */
export const recorder = ffmpeg.path;

/** A tone of so many seconds in a file with this ending; `codec` in ffmpeg's own words. */
export function recording(seconds: number, ending: string, codec: readonly string[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'olchat-recording-'));
  try {
    const path = join(folder, `recording.${ending}`);
    const sound = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`, '-ac', '1', '-ar', '48000'];
    execFileSync(recorder, ['-v', 'error', '-y', ...sound, ...codec, path]);
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
