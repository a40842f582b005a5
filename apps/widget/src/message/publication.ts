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
  const options = (account?.publications ?? []).filter(({ publication }) => publication !== 'NONE');
  const available = options.filter(option => option.available);
  const preferred = available.find(({ publication }) => publication === account?.defaultPublication) ?? available[0];
  return {
    on: preferred?.publication,
    reason: preferred ? undefined : options.find(({ reason }) => reason)?.reason?.message,
  };
}
