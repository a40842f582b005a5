/** What may be sent, and the fingerprint by which a repeated intent is recognised. */
import type { CardRef } from '../card/card.ts';
import { cardKey } from '../card/card.ts';
import type { AccountId, FileId, RecipientId, TemplateId } from '../ids.ts';
import type { ConnectorCapabilities } from '../ports/connector.ts';
import { refuse, type Refusal } from '../refusal.ts';
import type { Publication } from './message.ts';

/** W-15: "about 1000 characters"; a setting of the portal. Counted in code points, as people count. */
export const DEFAULT_TEXT_LIMIT = 1000;

/** Characters of a text: the portal's limit and the messenger's, or the messenger's alone where it keeps its own (W-15, T-7). */
export function textLimit(
  portal: { textLimit: number },
  capabilities: Pick<ConnectorCapabilities, 'maxTextLength' | 'keepsOwnTextLimit'> | undefined,
): number {
  if (capabilities === undefined) return portal.textLimit;
  return capabilities.keepsOwnTextLimit === true ? capabilities.maxTextLength : Math.min(portal.textLimit, capabilities.maxTextLength);
}

export const textLength = (text: string): number => [...text].length;

/** `mayBeEmpty`: beside a file. `reserved`: of the limit, for what is put before the text (S-15). */
export function textRefusal(text: string, limit: number, mayBeEmpty = false, reserved = 0): Refusal | null {
  if (text.trim() === '' && !mayBeEmpty) return refuse('TEXT_EMPTY', { field: 'text' });
  if (textLength(text) > limit - reserved) return refuse('TEXT_TOO_LONG', { field: 'text', limit: limit - reserved });
  return null;
}

export interface Intent {
  accountId: AccountId;
  recipientId: RecipientId;
  card: CardRef | null;
  text: string;
  /** Ids, in order; absent in an intent without files. */
  fileIds?: readonly FileId[];
  voiceFileId?: FileId | null;
  asDocument?: boolean;
  templateId?: TemplateId | null;
  /** S-15. */
  showName?: boolean;
  publication: Publication | null;
  createActivity: boolean;
}

export const hasFiles = (intent: Pick<Intent, 'fileIds' | 'voiceFileId'>): boolean =>
  (intent.fileIds ?? []).length > 0 || (intent.voiceFileId ?? null) !== null;

/** One text for one intent. Hashed with a key by the storage: a plain hash of a short text can be guessed (decision 21). */
export const intentText = (intent: Intent): string =>
  JSON.stringify([
    intent.accountId,
    intent.recipientId,
    intent.card === null ? null : cardKey(intent.card),
    intent.text,
    intent.publication,
    intent.createActivity,
    // Added only where there are files, a template or a name: the fingerprints of texts stay what they were.
    ...(hasFiles(intent) ? [intent.fileIds ?? [], intent.voiceFileId ?? null, intent.asDocument ?? false] : []),
    ...((intent.templateId ?? null) === null ? [] : [{ templateId: intent.templateId }]),
    ...(intent.showName === true ? [{ showName: true }] : []),
  ]);
