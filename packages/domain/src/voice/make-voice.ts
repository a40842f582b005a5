/** A recording in whatever format a browser or a partner has → a voice note of its own (W-20, W-22, E-25). */
import { extensionOf } from '../file/file-name.ts';
import type { StoredFile } from '../file/stored-file.ts';
import { dropFile, keepFile, uploadFile, type IncomingContent, type TakeFileDeps } from '../file/take-file.ts';
import type { PortalId } from '../ids.ts';
import type { Caller } from '../portal/caller.ts';
import type { VoiceConverter, VoiceProblem } from '../ports/voice-converter.ts';
import { isRefusal, refuse, type Refusal, type RefusalCode } from '../refusal.ts';

/** What WhatsApp takes as sound. Five minutes of a browser's recording are about 1.2 MB. */
export const MAX_VOICE_BYTES = 16 * 1024 * 1024;
/** W-21. */
export const MAX_VOICE_SECONDS = 5 * 60;

export interface MakeVoiceDeps extends TakeFileDeps {
  voices: VoiceConverter;
}

/** A recording is uploaded to be a voice note: what is kept is the note alone. `waveform`: drawn by whoever recorded it. */
export async function uploadVoice(
  deps: MakeVoiceDeps,
  caller: Caller,
  incoming: Pick<IncomingContent, 'name' | 'content'> & { waveform: readonly number[] | null },
): Promise<StoredFile | Refusal> {
  const recording = await uploadFile(deps, caller, { ...incoming, asLink: false, maxBytes: MAX_VOICE_BYTES });
  if (isRefusal(recording) || recording.kind === 'VOICE') return recording;
  try {
    return await voiceOf(deps, caller.portalId, recording, incoming.waveform);
  } finally {
    await dropFile(deps, recording);
  }
}

/** The voice note of a stored recording: itself, the one that was made of it before, or a new one. */
export async function voiceOf(
  deps: MakeVoiceDeps,
  portalId: PortalId,
  recording: StoredFile,
  waveform: readonly number[] | null = null,
): Promise<StoredFile | Refusal> {
  if (recording.kind === 'VOICE') return recording;
  const { voiceId } = recording;
  const known = voiceId === null ? null : await deps.storage.transaction(portalId, tx => tx.files.find(voiceId));
  if (known?.state === 'READY') return known;
  if (!hasSound(recording) || recording.asLink || recording.size > MAX_VOICE_BYTES) return notConvertible('UNREADABLE');
  const voice = await deps.voices.convert(deps.files.read(portalId, recording.storageKey), content =>
    keepFile(deps, portalId, recording.ownerId, {
      name: voiceName(recording.name),
      content,
      maxBytes: MAX_VOICE_BYTES,
      asLink: false,
      mustBeKnown: true,
      waveform,
    }),
  );
  if (typeof voice === 'string') return notConvertible(voice);
  if (isRefusal(voice)) return NOT_THE_SOUND.has(voice.code) ? voice : notConvertible('UNREADABLE');
  recording.voiceId = voice.id;
  await deps.storage.transaction(portalId, async tx => {
    // A message may have taken it, or its time may have ended, while it was converted.
    const now = await tx.files.lock(recording.id);
    if (now !== null) await tx.files.save(Object.assign(now, { voiceId: voice.id }));
  });
  return voice;
}

/** Refused for another reason than what it sounds like. */
const NOT_THE_SOUND: ReadonlySet<RefusalCode> = new Set(['LIMIT_REACHED', 'FILE_SPACE_FULL', 'FILE_INFECTED', 'FILE_NOT_SCANNED']);

const hasSound = ({ mime }: StoredFile): boolean => mime.startsWith('audio/') || mime.startsWith('video/');

const notConvertible = (problem: VoiceProblem): Refusal =>
  refuse('VOICE_NOT_CONVERTIBLE', {
    field: 'voiceFileId',
    voiceProblem: problem,
    ...(problem === 'TOO_LONG' ? { limit: MAX_VOICE_SECONDS } : {}),
  });

function voiceName(name: string): string {
  const extension = extensionOf(name);
  return `${extension === '' ? name : name.slice(0, -extension.length - 1)}.ogg`;
}
