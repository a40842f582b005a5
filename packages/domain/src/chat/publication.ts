/** How a sent message shows in the open-line chat (O-20…O-28): what is available, what is chosen. Availability is data (T-15). */
import type { Account } from '../account/account.ts';
import { PUBLICATIONS, type Publication } from '../message/message.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface PublicationOption {
  publication: Publication;
  reason: Refusal | null;
}

/** `hasOwnToken`: the sender's own Bitrix24 token is known; without it nothing can be published in his name (decision 26). */
export const publicationOptions = (account: Pick<Account, 'publishOutgoing'>, hasOwnToken: boolean): PublicationOption[] =>
  PUBLICATIONS.map(publication => ({ publication, reason: optionRefusal(publication, account, hasOwnToken) }));

function optionRefusal(publication: Publication, account: Pick<Account, 'publishOutgoing'>, hasOwnToken: boolean): Refusal | null {
  if (publication === 'NONE') return null;
  if (!account.publishOutgoing) return refuse('PUBLICATION_SWITCHED_OFF');
  return publication === 'OUTGOING' && !hasOwnToken ? refuse('PORTAL_TOKEN_REFUSED') : null;
}

/**
 * The mode asked for, or the account's default; never another one unasked (T-15). The account's own switch is above every wish: with it
 * off the message goes out and is not published (O-28).
 */
export function choosePublication(asked: Publication | null, account: Account, hasOwnToken: boolean): Publication | Refusal {
  if (!account.publishOutgoing) return 'NONE';
  const publication = asked ?? account.defaultPublication;
  const option = publicationOptions(account, hasOwnToken).find(candidate => candidate.publication === publication);
  return option?.reason == null ? publication : refuse('PUBLICATION_UNAVAILABLE', { rawCode: option.reason.code });
}

/** First line of a message published as if from the client (O-21, O-25). */
export const INCOMING_MARK = '💬 OLChat (CRM):';
