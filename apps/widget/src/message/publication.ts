import type { AccountFieldsFragment, Publication } from '@olchat/client';

export interface PublicationChoice {
  /** What «Публиковать в чате» switched on means for this account (W-25); nothing when it cannot be on. */
  on: Publication | undefined;
  /** Why it cannot be on (W-24). */
  reason: string | undefined;
}

export function publicationChoice(
  account: Pick<AccountFieldsFragment, 'defaultPublication' | 'publications'> | undefined,
): PublicationChoice {
  // Never another way than the account's own: a message would show in the chat as nobody asked for (T-15).
  const own = account?.publications.find(({ publication }) => publication === account.defaultPublication);
  const isOn = own?.available === true && own.publication !== 'NONE';
  return { on: isOn ? own.publication : undefined, reason: isOn ? undefined : own?.reason?.message };
}
