import { TemplateVariablesDocument, type TemplateVariablesQuery } from '@olchat/client';
import { useQuery } from '@vue/apollo-composable';
import { computed, type Ref } from 'vue';
import { variablesIn } from './variables-in-text.ts';

export type VariableGroup = TemplateVariablesQuery['templateVariables'][number];

export interface UseVariables {
  state: Ref<'loading' | 'ready' | 'failed'>;
  /** Why it failed. */
  failure: Ref<unknown>;
  groups: Ref<readonly VariableGroup[]>;
  reload: () => Promise<void>;
  /** «Контакт: Имя»; undefined for what the portal does not have. */
  titleOf: (variable: string) => string | undefined;
  /** Variables of a text that no field answers; none until the fields are known (M-7). */
  unknownIn: (text: string) => string[];
}

/** One spelling for `{{ contact:name }}` and `{{CONTACT:NAME}}`. */
const spelling = (variable: string): string => variable.slice(2, -2).trim().toUpperCase();

/** What a template may name on this portal (M-3, M-4). The server decides at saving; this says it while one writes. */
export function useVariables(): UseVariables {
  const query = useQuery(TemplateVariablesDocument);
  const groups = computed(() => query.result.value?.templateVariables ?? []);
  const titles = computed(() => {
    const known = new Map<string, string>();
    for (const { title: entity, variables } of groups.value)
      for (const { variable, title } of variables) {
        known.set(spelling(variable), `${entity}: ${title}`);
        // A field of the card itself is named without its entity.
        const bare = spelling(variable).replace(/^[A-Z_]+:/, '');
        if (!known.has(bare)) known.set(bare, title);
      }
    return known;
  });
  /** A field of a linked record is listed for employees only: of others the server knows more than the list shows. */
  const mayBeLinked = (variable: string): boolean => spelling(variable).includes('|');

  return {
    state: computed(() => {
      if (query.result.value) return 'ready';
      return query.error.value ? 'failed' : 'loading';
    }),
    failure: query.error,
    groups,
    reload: async () => {
      await Promise.allSettled([query.refetch()]);
    },
    titleOf: variable => titles.value.get(spelling(variable)),
    unknownIn: text => (query.result.value ? variablesIn(text).filter(one => !titles.value.has(spelling(one)) && !mayBeLinked(one)) : []),
  };
}
