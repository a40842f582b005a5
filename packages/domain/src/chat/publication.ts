/** How a sent message shows in the open-line chat (O-20…O-28): what is available, what is chosen. Availability is data (T-15). */
import type { Account } from '../account/account.ts';
import { PUBLICATIONS, type Message, type Publication } from '../message/message.ts';
import { refuse, type Refusal } from '../refusal.ts';

export interface PublicationOption {
  publication: Publication;
  reason: Refusal | null;
}

/** The portal itself cannot do a mode: an old build without the method, or no scope for it. Learnt when it said so. */
export interface PublicationSwitch {
  publication: Publication;
  /** Bitrix24's own code. */
  rawCode: string;
  at: Date;
}

/** Then it is tried again: the portal may have been updated, or the application given the scope. */
const SWITCHED_OFF_FOR_MS = 3_600_000;
const OF_THE_PORTAL: ReadonlySet<string> = new Set(['ERROR_METHOD_NOT_FOUND', 'insufficient_scope']);

export const isPortalUnable = (refusal: Pick<Refusal, 'details'>): boolean => OF_THE_PORTAL.has(refusal.details.rawCode ?? '');

export interface PublicationFacts {
  /** The sender's own Bitrix24 token is known; without it nothing can be published in his name (decision 26). */
  hasOwnToken: boolean;
  switchedOff: readonly PublicationSwitch[];
  now: Date;
}

export const publicationOptions = (account: Pick<Account, 'publishOutgoing'>, facts: PublicationFacts): PublicationOption[] =>
  PUBLICATIONS.map(publication => ({ publication, reason: optionRefusal(publication, account, facts) }));

function optionRefusal(publication: Publication, account: Pick<Account, 'publishOutgoing'>, facts: PublicationFacts): Refusal | null {
  if (publication === 'NONE') return null;
  if (!account.publishOutgoing) return refuse('PUBLICATION_SWITCHED_OFF');
  const { hasOwnToken, switchedOff, now } = facts;
  const off = switchedOff.find(one => one.publication === publication && now.getTime() - one.at.getTime() < SWITCHED_OFF_FOR_MS);
  if (off !== undefined) return refuse('PUBLICATION_UNAVAILABLE', { rawCode: off.rawCode });
  return publication === 'OUTGOING' && !hasOwnToken ? refuse('PORTAL_TOKEN_REFUSED') : null;
}

/**
 * The mode asked for, or the account's default; never another one unasked (T-15). The account's own switch is above every wish: with it
 * off the message goes out and is not published (O-28).
 */
export function choosePublication(asked: Publication | null, account: Account, facts: PublicationFacts): Publication | Refusal {
  if (!account.publishOutgoing) return 'NONE';
  const publication = asked ?? account.defaultPublication;
  const option = publicationOptions(account, facts).find(candidate => candidate.publication === publication);
  if (option?.reason == null) return publication;
  const rawCode = option.reason.details.rawCode ?? option.reason.code;
  return refuse('PUBLICATION_UNAVAILABLE', { rawCode });
}

/** First lines of what is published as if from the client, by origin (O-21, O-25). */
export const CRM_MARK = '💬 OLChat (CRM):';
const APP_MARK = '💬 OLChat:';
export const PHONE_MARK = '💬 OLChat (с телефона):';

/** Written from a card, by whatever client, or not. */
export const incomingMark = (message: Pick<Message, 'card'>): string => (message.card === null ? APP_MARK : CRM_MARK);
