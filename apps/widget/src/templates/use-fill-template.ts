import { FillTemplateDocument, type FillTemplateMutation } from '@olchat/client';
import { useMutation } from '@vue/apollo-composable';
import { type MaybeRefOrGetter, type Ref, toValue } from 'vue';
import type { Card } from '../message/message.ts';
import { type Refused, useChange } from '../page/use-change.ts';

/** What to fill: a saved template, or a text as it stands somewhere. */
export type FillSource = { templateId: string } | { text: string };
export type Filled = Extract<FillTemplateMutation['fillTemplate'], { __typename: 'TemplateFilled' }>;
export type GapReason = Filled['gaps'][number]['reason'];

/** Whose values are put in. In a chat the card may be missing, and the person be known beside it (M-12). */
export interface ValuesOf {
  card: Card | null;
  person: Card | null;
}

export interface UseFillTemplate {
  isFilling: Ref<boolean>;
  refusal: Ref<Refused | undefined>;
  fill: (source: FillSource, recipientId: string | undefined) => Promise<Filled | undefined>;
}

/** Values of a card for a template (M-5, M-6): the server reads the card with the employee's own rights. */
export function useFillTemplate(values: MaybeRefOrGetter<ValuesOf>): UseFillTemplate {
  const filling = useMutation(FillTemplateDocument, { throws: 'always' });
  const { isBusy, refusal, change } = useChange('message.actionFailed');
  return {
    isFilling: isBusy,
    refusal,
    fill: (source, recipientId) => {
      const { card, person } = toValue(values);
      const input = { ...source, card, ...(person && { person }), recipientId: recipientId ?? null };
      return change(async () => (await filling.mutate({ input }))?.data?.fillTemplate);
    },
  };
}
