/** What browsers record, the best first; the server makes Opus in Ogg of each. */
const FORMATS = [
  { mime: 'audio/ogg;codecs=opus', name: 'voice.ogg' },
  { mime: 'audio/webm;codecs=opus', name: 'voice.webm' },
  { mime: 'audio/mp4;codecs=opus', name: 'voice.m4a' },
  { mime: 'audio/mp4', name: 'voice.m4a' },
] as const;

export type RecordingFormat = (typeof FORMATS)[number];

/** Undefined: this browser records nothing that could be sent. */
export function recordingFormat(isSupported: (mime: string) => boolean): RecordingFormat | undefined {
  return FORMATS.find(({ mime }) => isSupported(mime));
}
