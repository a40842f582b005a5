/** What an administrator should change in the line's settings, as data; the sentences (what, why, how) stand at the door (O-11, O-12). Pure. */
import type { LineSettings } from '../ports/open-lines.ts';

export const LINE_ADVICE = [
  /** Automatic greeting is on. */
  'GREETING',
  /** The line asks to rate the conversation. */
  'RATING',
  /** Other automatic texts are on. */
  'OTHER_TEXTS',
  /** «Включить чат трекер» is on. */
  'TRACKER',
  /** Clients are not looked for in the CRM. */
  'NO_CRM',
  /** No record for unknown clients: the chat may have no card. */
  'NO_RECORD',
  /** Every new conversation makes another deal. */
  'NEW_DEAL',
  /** New dialogues do not go to the responsible person. */
  'NOT_FORWARDED',
  /** The queue gives a dialogue to one after another. */
  'NOT_TO_ALL',
] as const;
export type LineAdvice = (typeof LINE_ADVICE)[number];

/** In the order of importance: first what reaches the client. */
export function lineAdvice(settings: LineSettings): LineAdvice[] {
  const wrong: Record<LineAdvice, boolean> = {
    GREETING: settings.greets,
    RATING: settings.asksForRating,
    OTHER_TEXTS: settings.sendsOtherTexts,
    TRACKER: settings.tracksTexts,
    NO_CRM: !settings.usesCrm,
    NO_RECORD: settings.usesCrm && !settings.createsRecord,
    NEW_DEAL: settings.usesActiveDeal === false,
    NOT_FORWARDED: settings.usesCrm && !settings.forwardsToResponsible,
    NOT_TO_ALL: settings.queueType !== 'ALL',
  };
  return LINE_ADVICE.filter(code => wrong[code]);
}
