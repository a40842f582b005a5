import { useApolloClient, useMutation } from '@vue/apollo-composable';
import { DraftDocument, type DraftFieldsFragment, type Publication, SaveDraftDocument } from '@olchat/client';
import { computed, nextTick, onBeforeUnmount, onMounted, type Ref, ref, shallowRef, watch } from 'vue';
import type { RequestContext } from '../api.ts';
import { randomKey } from '../message/idempotency-key.ts';
import type { Card } from '../message/message.ts';

const SAVE_AFTER_MS = 1_000;
/** However long somebody types without a pause. */
const SAVE_AT_LATEST_MS = 5_000;
/**
 * A longer text may not fit into a request that outlives the page (64 KB altogether, and a character can take six bytes): it is never further
 * behind than a second and the saving that is under way.
 */
const LONG_TEXT = 10_000;
/** After a saving that failed. */
const REPEAT_AFTER_MS = 10_000;

export type StoredDraft = DraftFieldsFragment;

/** What of the form a draft keeps. */
export interface DraftForm {
  text: string;
  fileIds: readonly string[];
  voiceFileId: string | null;
  asDocument: boolean;
  publication: Publication | null;
  createActivity: boolean;
}

export interface DraftOptions {
  card: Card;
  recipientId: Ref<string | undefined>;
  /** The form as it stands; what it reads is watched. */
  read: () => DraftForm;
  /** Something stands in the form that a draft cannot keep, or not yet: a file on its way. It is not thrown away for a draft. */
  holdsMore: () => boolean;
  /** Puts a stored draft into the form; null empties it. */
  write: (draft: StoredDraft | null) => void;
}

export interface UseComposerDraft {
  /** What stands in the box came from the server, and nobody has touched it yet. */
  isRestored: Ref<boolean>;
  /** Files that the draft had and the server no longer keeps. */
  lostFiles: Ref<number>;
  isUnsaved: Ref<boolean>;
  /** Another window saved, sent or cleared it meanwhile; null: there is none any more. Undefined: nobody did. */
  theirs: Ref<StoredDraft | null | undefined>;
  takeTheirs: () => void;
  keepMine: () => void;
  clear: () => void;
  /** Whose text was left in the box when the recipient changed. */
  carriedFrom: Ref<string | undefined>;
  /** Before the box is emptied by a press. Answers the version that the message was written as. */
  take: () => string | null;
  /** What became of the press. */
  settle: (isAccepted: boolean) => void;
}

/**
 * The draft of the chosen recipient: opened with him, saved a second after the last key and on leaving (decision 17). Never over words
 * that were written in another window: the employee is asked which to keep.
 */
export function useComposerDraft({ card, recipientId, read, holdsMore, write }: DraftOptions): UseComposerDraft {
  const { client } = useApolloClient();
  const saving = useMutation(SaveDraftDocument, { throws: 'always' });
  const lostFiles = ref(0);
  const isUnsaved = ref(false);
  const theirs = shallowRef<StoredDraft | null>();
  const carriedFrom = ref<string>();
  /** As it was when it was opened. */
  const restored = ref<string>();
  /** Whose draft is open. Drafts are not saved before it is known whether there is one. */
  const openFor = ref<string>();
  let version: string | null = null;
  let saved = '';
  /** Savings follow one another. */
  let queue = Promise.resolve();
  let underWay = 0;
  /** This form's own name, and its savings counted. */
  const writer = randomKey();
  let step = 0;
  /** The saving whose answer tells the version that stands now. */
  let answeredStep = 0;
  /** What is being saved in a request that outlives the page. */
  let leaving: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** When the oldest change was made that no saving has begun for. */
  let changedAt: number | undefined;
  let isPressed = false;
  let takenVersion: string | null = null;
  let takenIn = 0;
  let generation = 0;
  let isGone = false;
  /** The recipient before this one, and what is known of his draft. */
  let last: { whose: string; version: string | null; isSaved: boolean } | undefined;

  const textOf = (form: DraftForm): string => JSON.stringify(form);
  const isEmpty = ({ text, fileIds, voiceFileId }: DraftForm): boolean => text.trim() === '' && fileIds.length === 0 && !voiceFileId;

  async function find(whose: string): Promise<StoredDraft | null> {
    const { data } = await client.query({ query: DraftDocument, variables: { card, recipientId: whose } });
    return data.draft;
  }

  async function show(draft: StoredDraft): Promise<void> {
    write(draft);
    version = draft.version;
    // The form takes it with the next drawing, not at once.
    await nextTick();
    saved = textOf(read());
    restored.value = saved;
    lostFiles.value = draft.lostFiles;
    carriedFrom.value = undefined;
    isUnsaved.value = false;
  }

  function save(): Promise<void> {
    clearTimeout(timer);
    changedAt = undefined;
    underWay += 1;
    queue = queue.then(saveOnce).finally(() => (underWay -= 1));
    return queue;
  }

  async function saveOnce(): Promise<void> {
    await nextTick();
    const form = read();
    if (isNews(form) && !(isEmpty(form) && version === null)) return ask(form, version, {});
    if (isNews(form)) saved = textOf(form);
    // Nothing is left to be saved: it was put back as it was.
    if (textOf(form) === saved) isUnsaved.value = false;
  }

  /** There is a draft to be saved, and it stands differently with the server. */
  const isNews = (form: DraftForm): boolean => openFor.value !== undefined && theirs.value === undefined && textOf(form) !== saved;

  /**
   * The page may be gone a moment later: at once, whatever is still under way, in a request that outlives the page. The server knows this
   * form's own savings by their numbers, in whatever order they come.
   */
  function saveLast(): void {
    const form = read();
    if (!isNews(form) || textOf(form) === leaving) return;
    // Nothing was kept; or what was kept goes with the message that is being sent.
    if (isEmpty(form) && (isPressed || (version === null && underWay === 0))) return;
    clearTimeout(timer);
    leaving = textOf(form);
    underWay += 1;
    const asking = ask(form, isPressed ? null : version, { keepalive: true }).finally(() => (leaving = undefined));
    queue = Promise.all([queue, asking]).then(() => void (underWay -= 1));
  }

  async function ask(form: DraftForm, baseVersion: string | null, context: RequestContext): Promise<void> {
    const whose = openFor.value;
    if (whose === undefined) return;
    const mine = { generation, step: ++step };
    try {
      const input = { card, recipientId: whose, baseVersion, savedBy: { writer, step: mine.step }, ...form, fileIds: [...form.fileIds] };
      const answer = await saving.mutate({ input }, { context });
      const result = answer?.data?.saveDraft;
      if (!result) throw new Error('An answer without data');
      // Of another recipient's draft, or of an earlier saving that was answered later.
      if (mine.generation !== generation || mine.step < answeredStep) return;
      answeredStep = mine.step;
      if ('code' in result) {
        if (result.code !== 'DRAFT_CHANGED') throw new Error(result.message);
        const found = await find(whose);
        if (mine.generation !== generation) return;
        // Nothing here and nothing there: there is nothing to choose between.
        if (found === null && isEmpty(form)) [version, saved] = [null, textOf(form)];
        else theirs.value = found;
        return;
      }
      version = result.version;
      saved = textOf(form);
      isUnsaved.value = false;
    } catch (error) {
      console.warn('The draft was not saved', error);
      isUnsaved.value = !isEmpty(form);
      // A form that is gone would save over the one that took its place.
      if (!isGone) timer = setTimeout(() => void save(), REPEAT_AFTER_MS);
    }
  }

  function saveSoon(): void {
    clearTimeout(timer);
    if (isPressed) return;
    changedAt ??= Date.now();
    const latest = changedAt + (read().text.length > LONG_TEXT ? SAVE_AFTER_MS : SAVE_AT_LATEST_MS);
    timer = setTimeout(() => void save(), Math.max(0, Math.min(SAVE_AFTER_MS, latest - Date.now())));
  }

  async function open(whose: string | undefined): Promise<void> {
    if (openFor.value !== undefined) {
      // What a press carries goes with its message; until it is accepted its draft stays.
      if (!isPressed) await save();
      last = { whose: openFor.value, version: isPressed ? null : version, isSaved: textOf(read()) === saved };
    }
    const mine = ++generation;
    const carried = textOf(read());
    openFor.value = undefined;
    version = null;
    saved = '';
    theirs.value = undefined;
    restored.value = undefined;
    if (whose === undefined) return;
    try {
      const draft = await find(whose);
      if (mine !== generation) return;
      openFor.value = whose;
      settleIn(draft, whose, carried);
    } catch (error) {
      console.warn('The draft could not be read', error);
      if (mine === generation) openFor.value = whose;
    }
  }

  /** What becomes of the words in the box when the draft of the chosen recipient is known. */
  function settleIn(draft: StoredDraft | null, whose: string, carried: string): void {
    const typed = read();
    if (draft === null) {
      if (isEmpty(typed)) return;
      // The text goes along to the other number: it is one draft, not two.
      if (last !== undefined && last.whose !== whose) {
        carriedFrom.value = last.whose;
        if (last.version !== null) void forget(last.whose, last.version);
      }
      saveSoon();
      return;
    }
    const isKept = isEmpty(typed) || typed.text === draft.text || (last?.isSaved === true && textOf(typed) === carried);
    if (isKept && !holdsMore()) void show(draft);
    else theirs.value = draft;
  }

  async function forget(whose: string, known: string): Promise<void> {
    await saving.mutate({ input: { card, recipientId: whose, baseVersion: known } }).catch((error: unknown) => {
      console.warn('The draft of the earlier recipient stays', error);
    });
  }

  watch(recipientId, whose => void open(whose), { immediate: true });
  watch(
    () => textOf(read()),
    now => {
      if (now !== restored.value) restored.value = undefined;
      if (isEmpty(read())) carriedFrom.value = undefined;
      if (openFor.value !== undefined && now !== saved) saveSoon();
    },
  );

  const leave = (): void => void (isPressed || save());
  const hide = (): void => {
    if (document.visibilityState === 'hidden') saveLast();
  };
  onMounted(() => {
    window.addEventListener('pagehide', saveLast);
    window.addEventListener('blur', leave);
    document.addEventListener('visibilitychange', hide);
  });
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', saveLast);
    window.removeEventListener('blur', leave);
    document.removeEventListener('visibilitychange', hide);
    // At once: what stands in the form a moment later may be another one's.
    saveLast();
    isGone = true;
    clearTimeout(timer);
  });

  return {
    isRestored: computed(() => restored.value !== undefined),
    lostFiles,
    isUnsaved,
    theirs,
    carriedFrom,
    takeTheirs: () => {
      const found = theirs.value;
      theirs.value = undefined;
      if (found) void show(found);
    },
    keepMine: () => {
      version = theirs.value?.version ?? null;
      theirs.value = undefined;
      saved = '';
      void save();
    },
    clear: () => {
      theirs.value = undefined;
      restored.value = undefined;
      lostFiles.value = 0;
      write(null);
      void save();
    },
    take: () => {
      clearTimeout(timer);
      isPressed = true;
      restored.value = undefined;
      carriedFrom.value = undefined;
      // What is being saved just now has no version yet: it is removed after the answer.
      takenVersion = underWay === 0 ? version : null;
      takenIn = generation;
      return takenVersion;
    },
    settle: isAccepted =>
      void queue.then(() => {
        isPressed = false;
        // The server took it away with the message; one that was saved during the press is still there, and is emptied.
        if (isAccepted && takenIn === generation && version === takenVersion) version = null;
        saved = '';
        void save();
      }),
  };
}
