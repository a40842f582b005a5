/**
 * Runs by itself, in a process with limits: `node remux-recording.ts <recording> <voice>`. The packets of an Opus recording move into an Ogg
 * file as they are; nothing is decoded. What it found is its exit code.
 */
import {
  ALL_FORMATS,
  EncodedAudioPacketSource,
  EncodedPacketSink,
  FilePathSource,
  FilePathTarget,
  Input,
  OggOutputFormat,
  Output,
  UnsupportedInputFormatError,
} from 'mediabunny';

/** The sound is no Opus, or the file is of a format that this library does not know. */
const NEEDS_ENCODING = 3;
const UNREADABLE = 4;

const [from = '', to = ''] = process.argv.slice(2);

/** Packet by packet, not by the library's `Conversion`: that one decodes what does not begin at zero, as MP4 often does. */
async function remux(): Promise<number> {
  const input = new Input({ source: new FilePathSource(from), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) return UNREADABLE;
  if (track.codec !== 'opus') return NEEDS_ENCODING;
  const decoderConfig = await track.getDecoderConfig();
  if (decoderConfig === null) return UNREADABLE;
  const output = new Output({ format: new OggOutputFormat(), target: new FilePathTarget(to) });
  const voice = new EncodedAudioPacketSource('opus');
  output.addAudioTrack(voice);
  await output.start();
  let begin: number | undefined;
  for await (const packet of new EncodedPacketSink(track).packets()) {
    begin ??= packet.timestamp;
    await voice.add(packet.clone({ timestamp: packet.timestamp - begin }), { decoderConfig });
  }
  await output.finalize();
  return begin === undefined ? UNREADABLE : 0;
}

process.exit(await remux().catch((error: unknown) => (error instanceof UnsupportedInputFormatError ? NEEDS_ENCODING : UNREADABLE)));
