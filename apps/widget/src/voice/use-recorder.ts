import { onScopeDispose, type Ref, ref } from 'vue';
import { levelOf } from './levels.ts';
import { type MicrophoneProblem, microphoneProblem } from './microphone-problem.ts';
import { type RecordingFormat, recordingFormat } from './recording-format.ts';

const LEVEL_EVERY_MS = 80;
/** Speech; the server keeps it as it is. */
const BITS_PER_SECOND = 32_000;

export interface Recorded {
  blob: Blob;
  name: string;
  /** 0…100, one for every 80 ms. */
  levels: number[];
  seconds: number;
}

export interface UseRecorder {
  state: Ref<'asking' | 'recording' | 'paused' | 'problem'>;
  problem: Ref<MicrophoneProblem | undefined>;
  seconds: Ref<number>;
  levels: Ref<number[]>;
  start: () => Promise<void>;
  pause: () => void;
  resume: () => void;
  /** Ends it; what was recorded comes by `done`. */
  stop: () => void;
}

/** One recording by the browser's own recorder. The microphone is let go on every way out. */
export function useRecorder(maxSeconds: number, done: (recorded: Recorded) => void): UseRecorder {
  const state = ref<UseRecorder['state']['value']>('asking');
  const problem = ref<MicrophoneProblem>();
  const seconds = ref(0);
  const levels = ref<number[]>([]);
  let recorder: MediaRecorder | undefined;
  let release = (): void => undefined;
  let before = 0;
  let since = 0;
  let isGone = false;

  const elapsed = (): number => (before + (state.value === 'recording' ? performance.now() - since : 0)) / 1000;

  async function start(): Promise<void> {
    state.value = 'asking';
    problem.value = undefined;
    const format = globalThis.MediaRecorder && recordingFormat(mime => MediaRecorder.isTypeSupported(mime));
    try {
      if (!format) throw new Error('no recorder');
      const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
      // Closed while the browser asked.
      if (isGone) for (const track of stream.getTracks()) track.stop();
      else record(stream, format);
    } catch (error) {
      problem.value = microphoneProblem(error, document as Document & { featurePolicy?: { allowsFeature(feature: string): boolean } });
      state.value = 'problem';
    }
  }

  function record(stream: MediaStream, format: RecordingFormat): void {
    const pieces: Blob[] = [];
    const running = new MediaRecorder(stream, { mimeType: format.mime, audioBitsPerSecond: BITS_PER_SECOND });
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    context.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const look = setInterval(() => {
      if (state.value !== 'recording') return;
      analyser.getFloatTimeDomainData(samples);
      levels.value.push(levelOf(samples));
      seconds.value = elapsed();
      if (seconds.value >= maxSeconds) stop();
    }, LEVEL_EVERY_MS);
    release = () => {
      release = () => undefined; // the end of a recording, then the end of the panel: a closed context cannot be closed
      clearInterval(look);
      for (const track of stream.getTracks()) track.stop();
      void context.close();
      removeEventListener('beforeunload', ask);
    };
    running.addEventListener('dataavailable', ({ data }) => pieces.push(data));
    running.addEventListener('stop', () => {
      release();
      if (!isGone) done({ blob: new Blob(pieces, { type: format.mime }), name: format.name, levels: levels.value, seconds: seconds.value });
    });
    addEventListener('beforeunload', ask);
    recorder = running;
    // In one piece: a sliced WebM does not know its own length.
    running.start();
    since = performance.now();
    state.value = 'recording';
  }

  const ask = (event: BeforeUnloadEvent): void => event.preventDefault();

  function pause(): void {
    recorder?.pause();
    before += performance.now() - since;
    state.value = 'paused';
  }

  function resume(): void {
    recorder?.resume();
    since = performance.now();
    state.value = 'recording';
  }

  function stop(): void {
    seconds.value = elapsed();
    if (recorder && recorder.state !== 'inactive') recorder.stop();
  }

  onScopeDispose(() => {
    isGone = true;
    stop();
    release();
  });

  return { state, problem, seconds, levels, start, pause, resume, stop };
}
