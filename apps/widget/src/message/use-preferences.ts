import { useMutation } from '@vue/apollo-composable';
import type { RequestContext } from '../api.ts';
import { type UpdatePreferencesInput, UpdatePreferencesDocument } from '@olchat/client';

/** What the employee chose is remembered by the server: the frame may not remember anything (W-16, W-24, S-15, T-18). */
export function usePreferences(): (change: UpdatePreferencesInput) => void {
  const { mutate } = useMutation(UpdatePreferencesDocument, { throws: 'always', context: { keepalive: true } satisfies RequestContext });
  return change => {
    // The choice holds in this window in any case; a message that is sent with it is remembered too.
    mutate({ input: change }).catch((error: unknown) => console.warn('The choice was not remembered', error));
  };
}
