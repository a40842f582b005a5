import { type MaybeRefOrGetter, onBeforeUnmount, type Ref, ref, shallowRef, toValue, watch } from 'vue';
import { type UseFillTemplate, useFillTemplate, type ValuesOf } from './use-fill-template.ts';
import { type Piece, piecesOf, variablesIn } from './variables-in-text.ts';

export interface UsePreview {
  state: Ref<'loading' | 'ready' | 'failed'>;
  pieces: Ref<readonly Piece[]>;
  /** Why it failed. */
  refusal: UseFillTemplate['refusal'];
}

/** Reading a card costs the portal requests: whoever only passes by asks for nothing. */
const PAUSE_MS = 300;

/** A text with the values of the card, as the client would read it. It stores nothing and counts as no use of a template. */
export function usePreview(
  values: MaybeRefOrGetter<ValuesOf>,
  recipientId: Ref<string | undefined>,
  text: Ref<string | undefined>,
): UsePreview {
  const { fill, refusal } = useFillTemplate(values);
  const state = ref<'loading' | 'ready' | 'failed'>('ready');
  const pieces = shallowRef<readonly Piece[]>([]);
  const known = new Map<string, readonly Piece[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let question = 0;

  async function ask(asked: number, key: string, source: string): Promise<void> {
    const answer = await fill({ text: source }, recipientId.value);
    if (answer) known.set(key, piecesOf(answer.text, answer.filled));
    if (asked !== question) return;
    pieces.value = known.get(key) ?? piecesOf(source, []);
    state.value = answer ? 'ready' : 'failed';
  }

  function look(): void {
    clearTimeout(timer);
    question += 1;
    const asked = question;
    const source = text.value ?? '';
    const key = JSON.stringify([toValue(values), recipientId.value ?? null, source]);
    const found = variablesIn(source).length === 0 ? piecesOf(source, []) : known.get(key);
    state.value = found ? 'ready' : 'loading';
    if (found) pieces.value = found;
    else timer = setTimeout(() => void ask(asked, key, source), PAUSE_MS);
  }
  watch([text, recipientId, () => toValue(values)], look, { immediate: true });
  onBeforeUnmount(() => {
    clearTimeout(timer);
    question += 1;
  });

  return { state, pieces, refusal };
}
