/** Recordings → Opus in Ogg, each in a folder and a process of its own (W-22, SE-33). */
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { MAX_VOICE_BYTES, MAX_VOICE_SECONDS, opusSeconds, type VoiceConverter, type VoiceProblem } from '@olchat/domain';
import { nodeDataBytes, runLimited, type ProcessLimits } from '../files/limited-process.ts';
import { inTemporaryFolder } from '../files/temporary-folder.ts';
import { Turns } from '../files/turns.ts';
import { encodingArguments } from './ffmpeg.ts';

/** As compiled, or as written: Node reads both. */
const REMUX = fileURLToPath(new URL(`./remux-recording${extname(import.meta.url)}`, import.meta.url));
const NEEDS_ENCODING = 3;
const LIMITS: ProcessLimits = { seconds: 20, fileBytes: MAX_VOICE_BYTES };
const REMUX_MEMORY_BYTES = 256 * 1024 * 1024;
const FFMPEG_MEMORY_BYTES = 512 * 1024 * 1024;
/** A recorder stops a moment after its limit. */
const GRACE_SECONDS = 5;
/** A page of Ogg, whose head tells the length, is at most 65 307 bytes. */
const TAIL_BYTES = 65_536;
/** So many at a time in this process; others wait. */
const AT_ONCE = 2;

export class RecordingConverter implements VoiceConverter {
  readonly #ffmpeg: string | null;
  readonly #turns = new Turns(AT_ONCE);

  /** `ffmpeg`: the program; null: what is no Opus cannot be converted. */
  constructor(ffmpeg: string | null) {
    this.#ffmpeg = ffmpeg;
  }

  async convert<T>(content: AsyncIterable<Uint8Array>, take: (voice: AsyncIterable<Uint8Array>) => Promise<T>): Promise<T | VoiceProblem> {
    const make = async (folder: string): Promise<T | VoiceProblem> => {
      const [recording, voice] = [join(folder, 'recording'), join(folder, 'voice.ogg')];
      await pipeline(content, createWriteStream(recording, { mode: 0o600 }));
      const problem = (await this.#make(recording, voice, folder)) ?? (await lengthProblem(voice));
      return problem ?? take(createReadStream(voice));
    };
    return this.#turns.take(() => inTemporaryFolder(make));
  }

  async #make(recording: string, voice: string, folder: string): Promise<VoiceProblem | null> {
    const node = { ...LIMITS, dataBytes: nodeDataBytes(REMUX_MEMORY_BYTES) };
    const remuxed = await runLimited(process.execPath, ['--max-old-space-size=96', REMUX, recording, voice], folder, node);
    if (remuxed === 0) return null;
    if (remuxed !== NEEDS_ENCODING) return 'UNREADABLE';
    if (this.#ffmpeg === null) return 'NO_DECODER';
    const args = encodingArguments(recording, voice, MAX_VOICE_SECONDS + 2 * GRACE_SECONDS);
    const encoded = await runLimited(this.#ffmpeg, args, folder, { ...LIMITS, memoryBytes: FFMPEG_MEMORY_BYTES });
    return encoded === 0 ? null : 'UNREADABLE';
  }
}

async function lengthProblem(voice: string): Promise<VoiceProblem | null> {
  const file = await open(voice, 'r');
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    await file.read(tail, 0, tail.length, size - tail.length);
    const seconds = opusSeconds(tail);
    if (seconds === null) return 'UNREADABLE';
    return seconds > MAX_VOICE_SECONDS + GRACE_SECONDS ? 'TOO_LONG' : null;
  } finally {
    await file.close();
  }
}
