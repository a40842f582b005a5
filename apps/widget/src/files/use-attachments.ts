import { NO_ANSWER, OlchatError, type Upload } from '@olchat/client';
import { defineStore } from 'pinia';
import { computed, reactive, ref } from 'vue';
import { carries, type FormPart } from '../message/form-part.ts';
import { randomKey } from '../message/idempotency-key.ts';
import {
  arrived,
  type Attachment,
  type AttachmentProblem,
  type FileRules,
  kindOf,
  pictureProblem,
  problemOf,
  type SentAttachments,
} from './attachment.ts';

/** Refusals of an upload that the next try may not get. */
const PASSING: ReadonlySet<string> = new Set(['FILE_NOT_SCANNED', 'RATE_LIMITED', 'LIMIT_REACHED']);

/** What goes with the text of the open form. It stays when the line or the client changes, and when a send is refused (W-7, W-29). */
export const useAttachments = defineStore('attachments', () => {
  const files = ref<Attachment[]>([]);
  const voice = ref<Attachment | null>(null);
  const asDocument = ref(false);
  /** So many were left out, because one send takes no more. */
  const leftOut = ref(0);
  const running = new Map<string, AbortController>();
  const settled = new Map<string, Promise<void>>();

  const all = computed(() => [...files.value, ...(voice.value ? [voice.value] : [])]);
  const isEmpty = computed(() => all.value.length === 0);
  /** What of it a press of this part carries. */
  const within = (part: FormPart): Attachment[] =>
    all.value.filter(({ key }) => carries(part, key === voice.value?.key ? 'VOICE' : 'FILES'));

  function add(chosen: readonly File[], rules: FileRules, upload: Upload): void {
    const fitting = chosen.slice(0, Math.max(0, rules.maxCount - files.value.length));
    leftOut.value = chosen.length - fitting.length;
    for (const file of fitting) {
      const problem = problemOf(file, rules, false);
      const kind = kindOf(file.type);
      const attachment: Attachment = reactive({
        ...{ key: randomKey(), content: file, name: file.name, size: file.size, kind },
        preview: null,
        ...{ state: 'uploading', progress: 0, asLink: false },
      });
      files.value.push(attachment);
      if (problem) refuse(attachment, problem, rules);
      else if (kind === 'IMAGE') settled.set(attachment.key, look(attachment, file, rules, upload));
      else start(attachment, upload);
    }
  }

  /** A picture is drawn and uploaded once its header was read: some are bombs (SE-33). */
  async function look(attachment: Attachment, file: File, rules: FileRules, upload: Upload): Promise<void> {
    const stop = new AbortController();
    running.set(attachment.key, stop);
    // What cannot be read says so when it is uploaded.
    const problem = await pictureProblem(file, rules).catch(() => undefined);
    if (stop.signal.aborted) return;
    if (problem) return refuse(attachment, problem, rules);
    attachment.preview = URL.createObjectURL(file);
    start(attachment, upload);
    await settled.get(attachment.key);
  }

  function addVoice(recording: Blob, name: string, waveform: readonly number[], seconds: number, upload: Upload): void {
    dropVoice();
    const attachment: Attachment = reactive({
      ...{ key: randomKey(), content: recording, name, size: recording.size, kind: 'VOICE', preview: null, waveform, seconds },
      ...{ state: 'uploading', progress: 0, asLink: false },
    });
    voice.value = attachment;
    start(attachment, upload);
  }

  function refuse(attachment: Attachment, problem: AttachmentProblem, rules: FileRules): void {
    const mayBeLink = problem.code === 'FILE_TOO_LARGE' && attachment.size <= rules.linkMaxBytes;
    Object.assign(attachment, { state: mayBeLink ? 'choice' : 'refused', problem });
  }

  function sendAsLink(attachment: Attachment, upload: Upload): void {
    attachment.asLink = true;
    start(attachment, upload);
  }

  function start(attachment: Attachment, upload: Upload): void {
    const stop = new AbortController();
    running.set(attachment.key, stop);
    Object.assign(attachment, { state: 'uploading', progress: 0, problem: undefined });
    settled.set(attachment.key, bring(attachment, upload, stop.signal));
  }

  async function bring(attachment: Attachment, upload: Upload, signal: AbortSignal): Promise<void> {
    const { content, name, kind, asLink, waveform } = attachment;
    try {
      const answer = await upload(content instanceof Blob ? content : await content(), {
        name,
        signal,
        onProgress: share => (attachment.progress = share),
        ...(asLink && { as: 'link' as const }),
        ...(kind === 'VOICE' && { as: 'voice' as const, ...(waveform && { waveform }) }),
      });
      if (answer.__typename === 'UploadedFile') arrived(attachment, answer);
      else {
        const state = PASSING.has(answer.code) ? 'failed' : 'refused';
        Object.assign(attachment, { state, problem: { code: answer.code, sentence: answer.message } });
      }
    } catch (error) {
      const { code, traceId } = error instanceof OlchatError ? error : { code: NO_ANSWER, traceId: undefined };
      Object.assign(attachment, { state: 'failed', problem: { code, ...(traceId !== undefined && { traceId }) } });
    } finally {
      running.delete(attachment.key);
    }
  }

  /** Also ends its upload. */
  function remove(attachment: Attachment): void {
    running.get(attachment.key)?.abort(new Error('removed'));
    if (attachment.preview) URL.revokeObjectURL(attachment.preview);
    files.value = files.value.filter(({ key }) => key !== attachment.key);
    leftOut.value = 0;
    if (voice.value?.key === attachment.key) voice.value = null;
  }

  function dropVoice(): void {
    if (voice.value) remove(voice.value);
  }

  /** Out of the form, into the bubble: uploads go on there. Undefined: there is nothing. */
  function take(part: FormPart): SentAttachments | undefined {
    if (within(part).length === 0) return undefined;
    const [withFiles, withVoice] = [carries(part, 'FILES'), carries(part, 'VOICE')];
    const taken = {
      files: withFiles ? files.value : [],
      voice: withVoice ? voice.value : null,
      asDocument: withFiles && asDocument.value,
    };
    if (withVoice) voice.value = null;
    if (withFiles) {
      files.value = [];
      leftOut.value = 0;
    }
    return taken;
  }

  /** What came with a draft takes the place of what stood there. */
  function put(kept: SentAttachments): void {
    for (const attachment of all.value) remove(attachment);
    asDocument.value = kept.asDocument;
    giveBack(kept);
  }

  /** What stands there of another part stays. */
  function giveBack(sent: SentAttachments | undefined): void {
    if (!sent) return;
    if (sent.voice) voice.value = sent.voice;
    if (sent.files.length > 0) [files.value, asDocument.value] = [[...sent.files], sent.asDocument];
  }

  /** When every upload has ended: why one of them cannot go, if so. */
  async function problemIn(sent: SentAttachments | undefined): Promise<AttachmentProblem | undefined> {
    const carried = [...(sent?.files ?? []), ...(sent?.voice ? [sent.voice] : [])];
    await Promise.all(carried.map(({ key }) => settled.get(key) ?? Promise.resolve()));
    const stuck = carried.find(({ state }) => state !== 'ready');
    return stuck && (stuck.problem ?? { code: NO_ANSWER });
  }

  return {
    files,
    voice,
    all,
    asDocument,
    leftOut,
    isEmpty,
    within,
    add,
    addVoice,
    sendAsLink,
    start,
    remove,
    take,
    put,
    giveBack,
    problemIn,
  };
});
