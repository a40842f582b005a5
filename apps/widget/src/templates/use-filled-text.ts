import { computed, nextTick, type Ref, ref, shallowRef, watch } from 'vue';
import type { Card } from '../message/message.ts';
import type { Refused } from '../page/use-change.ts';
import { type FillSource, type GapReason, useFillTemplate } from './use-fill-template.ts';
import { type Range, replaceRange, variablesIn } from './variables-in-text.ts';

/** The box of the text, as far as filling needs it. */
export interface TextBox {
  focus: () => void;
  /** Where the caret stands, in UTF-16 units. */
  caret: () => number;
  select: (start: number, end: number) => void;
}

export interface UnfilledVariable {
  variable: string;
  reason: GapReason | 'UNFILLED';
}

export interface UseFilledText {
  isFilling: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  /** Values that stand in the text, until the next edit (W-13). */
  filled: Ref<readonly Range[]>;
  unfilled: Ref<readonly UnfilledVariable[]>;
  /** The template that the text came from. */
  templateId: Ref<string | undefined>;
  /** A template in place of a part of the text, of all of it by default (W-10). Answers whether it stands there now. */
  choose: (templateId: string, range?: Range) => Promise<boolean>;
  /** «ЗАПОЛНИТЬ ПЕРЕМЕННЫЕ» (W-11). */
  fill: () => Promise<void>;
  /** The values are those of the contact whose number was chosen before (M-6). */
  isForAnotherRecipient: Ref<boolean>;
  refill: () => Promise<void>;
  canUndo: Ref<boolean>;
  undo: () => void;
  /** Selects a variable in the box. */
  show: (variable: string) => void;
  /** Before the box is emptied by a press: what brings everything back when the send was refused (W-29). */
  keep: () => () => void;
}

interface Fill {
  before: string;
  text: string;
  filled: readonly Range[];
  recipientId: string | undefined;
  source: FillSource;
  range: Range;
}

/** The text of the form and what the card put into it. What stood there before is kept, so that nothing typed is lost. */
export function useFilledText(
  card: Card,
  recipientId: Ref<string | undefined>,
  text: Ref<string>,
  box: Ref<TextBox | null>,
): UseFilledText {
  const { isFilling, refusal, fill: ask } = useFillTemplate({ card, person: null });
  const fills = shallowRef<readonly Fill[]>([]);
  const reasons = ref(new Map<string, GapReason>());
  const templateId = ref<string>();
  const last = computed(() => fills.value.at(-1));
  /** The fill that nobody has edited since. */
  const untouched = computed(() => (last.value?.text === text.value ? last.value : undefined));

  function forget(): void {
    fills.value = [];
    templateId.value = undefined;
  }
  watch(
    text,
    now => {
      refusal.value = undefined;
      // An emptied box: the next text is another one.
      if (now === '') forget();
    },
    { flush: 'sync' },
  );

  /** `earlier`: the fills that this one comes after; the one behind them, if any, is done again. */
  async function apply(source: FillSource, range: Range, chosen: string | undefined, earlier = fills.value): Promise<boolean> {
    const standing = text.value;
    const before = fills.value[earlier.length]?.before ?? standing;
    const forWhom = recipientId.value;
    const answer = await ask(source, forWhom);
    // Who typed on meanwhile keeps what he typed.
    if (!answer || text.value !== standing) return false;
    const replaced = replaceRange(before, range, answer);
    for (const { variable, reason } of answer.gaps) reasons.value.set(variable, reason);
    fills.value = [...earlier, { before, ...replaced, recipientId: forWhom, source, range }];
    text.value = replaced.text;
    templateId.value = chosen;
    await nextTick();
    box.value?.focus();
    box.value?.select(replaced.end, replaced.end);
    return true;
  }

  const wholeText = (): Range => ({ start: 0, length: text.value.length });

  function undo(): void {
    if (!last.value) return;
    text.value = last.value.before;
    fills.value = fills.value.slice(0, -1);
    templateId.value = undefined;
    box.value?.focus();
  }

  return {
    isFilling,
    refusal,
    filled: computed(() => untouched.value?.filled ?? []),
    unfilled: computed(() => variablesIn(text.value).map(variable => ({ variable, reason: reasons.value.get(variable) ?? 'UNFILLED' }))),
    templateId,
    choose: (id, range = wholeText()) => apply({ templateId: id }, range, id),
    fill: async () => {
      await apply({ text: text.value }, wholeText(), templateId.value);
    },
    isForAnotherRecipient: computed(
      () => untouched.value !== undefined && untouched.value.filled.length > 0 && untouched.value.recipientId !== recipientId.value,
    ),
    refill: async () => {
      if (untouched.value) await apply(untouched.value.source, untouched.value.range, templateId.value, fills.value.slice(0, -1));
    },
    canUndo: computed(() => last.value !== undefined && last.value.before.trim() !== '' && text.value !== last.value.before),
    undo,
    show: variable => {
      const start = text.value.indexOf(variable);
      box.value?.focus();
      if (start >= 0) box.value?.select(start, start + variable.length);
    },
    keep: () => {
      const kept = { fills: fills.value, templateId: templateId.value };
      return () => {
        fills.value = kept.fills;
        templateId.value = kept.templateId;
      };
    },
  };
}
