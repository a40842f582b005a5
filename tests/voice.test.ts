/** Recordings of real browsers become voice notes, by the real libraries (W-22, E-25, SE-33). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOpusInOgg, opusSeconds } from '@olchat/domain';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { RecordingConverter } from '../apps/api/src/voice/recording-converter.ts';
import { runLimited } from '../apps/api/src/files/limited-process.ts';
import { recorder, recording } from './support/recording.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'olchat-recordings-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const OPUS = ['-c:a', 'libopus', '-b:a', '16k'];

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

async function whole(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  return Buffer.concat(pieces);
}

const convert = (bytes: Uint8Array, program: string | null = recorder) => new RecordingConverter(program).convert(once(bytes), whole);

/** What ffmpeg hears in it: codec, channels, seconds. */
function heard(ogg: Buffer): string {
  const path = join(folder, 'heard.ogg');
  writeFileSync(path, ogg);
  const { stderr } = runFfmpeg(['-hide_banner', '-i', path, '-f', 'null', '-']);
  return stderr;
}
function runFfmpeg(args: string[]): { stderr: string } {
  const log = join(folder, 'log');
  execFileSync('/bin/sh', ['-c', `"$0" "$@" 2> ${log}`, recorder, ...args]);
  return { stderr: readFileSync(log, 'utf8') };
}

describe('a recording becomes Opus in Ogg', () => {
  it.each([
    ['Chromium’s WebM', 'webm', OPUS],
    ['Chromium’s MP4 with Opus', 'mp4', [...OPUS, '-strict', '-2']],
  ])('%s, packet by packet, without ffmpeg', async (_what, ending, codec) => {
    const voice = await convert(recording(3, ending, codec), null);
    if (typeof voice === 'string') throw new Error(voice);
    expect([isOpusInOgg(voice), opusSeconds(voice.subarray(-65_536))]).toEqual([true, 3]);
    expect(heard(voice)).toMatch(/Audio: opus, 48000 Hz, mono/);
  });

  it.each([
    ['Safari’s MP4 with AAC', 'm4a', ['-c:a', 'aac']],
    ['an MP3', 'mp3', ['-c:a', 'libmp3lame']],
    ['a stereo WAV', 'wav', ['-ac', '2']],
  ])('%s, encoded anew in one channel', async (_what, ending, codec) => {
    const voice = await convert(recording(4, ending, codec));
    if (typeof voice === 'string') throw new Error(voice);
    expect([isOpusInOgg(voice), opusSeconds(voice.subarray(-65_536))]).toEqual([true, 4]);
    expect(heard(voice)).toMatch(/Audio: opus, 48000 Hz, mono/);
  });

  it('of Safari is refused where there is no ffmpeg (E-25)', async () => {
    expect(await convert(recording(1, 'm4a', ['-c:a', 'aac']), null)).toBe('NO_DECODER');
  });

  it.each([
    ['noise', Buffer.alloc(5000, 'шум')],
    ['nothing', Buffer.alloc(0)],
    ['half a recording of nothing', Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0xff, 0xff, 0xff])],
    ['a list that names another file', Buffer.from(`ffconcat version 1.0\nfile '/etc/hostname'\n`)],
    ['a playlist', Buffer.from('#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n')],
  ])('is refused when it is %s', async (_what, bytes) => {
    expect(await convert(bytes)).toBe('UNREADABLE');
  });

  it('is refused when it is longer than five minutes (W-21)', async () => {
    expect(await convert(recording(307, 'webm', [...OPUS, '-compression_level', '0']))).toBe('TOO_LONG');
  });

  it('leaves nothing behind, also when whoever takes it fails', async () => {
    const temporary = mkdtempSync(join(folder, 'temporary-'));
    vi.stubEnv('TMPDIR', temporary);
    const converter = new RecordingConverter(null);
    const bytes = recording(1, 'webm', OPUS);
    const failing = converter.convert(once(bytes), () => Promise.reject(new Error('the store is full')));
    await expect(failing).rejects.toThrow('the store is full');
    // Its places are free again: more than may run at once, one after another and together.
    const voices = await Promise.all([1, 2, 3, 4].map(() => converter.convert(once(bytes), whole)));
    expect(voices.every(voice => typeof voice !== 'string' && isOpusInOgg(voice))).toBe(true);
    expect(readdirSync(temporary)).toEqual([]);
    vi.unstubAllEnvs();
  });
});

describe('a program with limits (SE-33)', () => {
  const limits = { seconds: 1, fileBytes: 4096, memoryBytes: 256 * 1024 * 1024 };

  it('is ended when it computes too long, writes too much or takes too much memory', async () => {
    expect(await runLimited('/bin/sh', ['-c', 'while :; do :; done'], folder, limits)).not.toBe(0);
    expect(await runLimited('/bin/sh', ['-c', 'head -c 100000 /dev/zero > big'], folder, limits)).not.toBe(0);
    expect(readFileSync(join(folder, 'big')).length).toBeLessThanOrEqual(4096);
    expect(await runLimited('/bin/sh', ['-c', 'head -c 100000000000 /dev/zero | tail'], folder, { ...limits, seconds: 5 })).not.toBe(0);
  });

  it('knows none of our settings and reads nothing from us', async () => {
    process.env['SECRET_OF_TEST'] = 'x';
    expect(await runLimited('/bin/sh', ['-c', 'test -z "$SECRET_OF_TEST" && ! read line'], folder, limits)).toBe(0);
    delete process.env['SECRET_OF_TEST'];
  });

  it('that is not there is no success', async () => {
    expect(await runLimited('/no/such/program', [], folder, limits)).not.toBe(0);
  });
});
