import { computed, type ComputedRef, type Ref, ref } from 'vue';
import type { Account } from '../account/use-accounts.ts';
import { carries, type FormPart } from '../message/form-part.ts';
import type { Attachment, FileRules } from './attachment.ts';
import { useAttachments } from './use-attachments.ts';
import { useFileDrop, type UseFileDrop } from './use-file-drop.ts';
import { useUploader } from './uploader.ts';

export interface ComposerAttachments extends UseFileDrop {
  store: ReturnType<typeof useAttachments>;
  /** Undefined: it is not known yet what may be uploaded, or the account takes no files. */
  rules: ComputedRef<FileRules | undefined>;
  captionKinds: ComputedRef<readonly string[]>;
  canRecord: ComputedRef<boolean>;
  isRecording: Ref<boolean>;
  /** For what keeps «ОТПРАВИТЬ» disabled. */
  summary: ComputedRef<'none' | 'some' | 'stuck' | 'recording'>;
  choose: (files: readonly File[]) => void;
  recorded: (blob: Blob, name: string, waveform: number[], seconds: number) => void;
}

export interface ComposerParts {
  /** What a press would send now. */
  part: () => FormPart;
  /** Files came into the form, by whichever way. */
  chosen: () => void;
}

/** Something must be mended or removed first. */
const isStuck = ({ state }: Attachment): boolean => state === 'refused' || state === 'choice' || state === 'failed';

/** What a form may carry besides its text, through this account. */
export function useComposerAttachments(
  account: () => Account | undefined,
  portalRules: () => FileRules | undefined,
  { part, chosen }: ComposerParts,
): ComposerAttachments {
  const store = useAttachments();
  const upload = useUploader();
  const isRecording = ref(false);
  /** The account may take less than the portal (E-23). */
  const rules = computed(() => {
    const given = portalRules();
    const limit = account()?.capabilities.maxFileBytes ?? 0;
    return given && limit > 0 ? { ...given, maxBytes: Math.min(given.maxBytes, limit) } : undefined;
  });

  function choose(files: readonly File[]): void {
    if (!rules.value || files.length === 0) return;
    store.add(files, rules.value, upload);
    chosen();
  }

  return {
    ...useFileDrop(choose),
    store,
    rules,
    captionKinds: computed(() => account()?.capabilities.captionKinds ?? []),
    canRecord: computed(() => rules.value !== undefined && (account()?.capabilities.sendsVoice ?? false)),
    isRecording,
    summary: computed(() => {
      if (isRecording.value && carries(part(), 'VOICE')) return 'recording';
      const within = store.within(part());
      return within.some(isStuck) ? 'stuck' : within.length === 0 ? 'none' : 'some';
    }),
    choose,
    recorded: (blob, name, waveform, seconds) => {
      isRecording.value = false;
      store.addVoice(blob, name, waveform, seconds, upload);
    },
  };
}
