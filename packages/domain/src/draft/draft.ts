/** What an employee has written to a client from a card and not sent yet: his own, kept by us because the frame may not keep anything (decision 17). */
import { cardKey, type CardRef } from '../card/card.ts';
import type { DraftVersion, EmployeeId, FileId, RecipientId } from '../ids.ts';
import { hasFiles } from '../message/content.ts';
import type { Publication } from '../message/message.ts';

/** Untouched for so long, it is forgotten. */
export const DRAFT_DAYS = 30;
/** Longer than any text that can be sent: what is too long to send is still worth keeping. */
export const MAX_DRAFT_LENGTH = 20_000;
/** As many as one send takes. */
export const MAX_DRAFT_FILES = 10;
const DAY_MS = 86_400_000;

/** One draft each. */
export interface DraftPlace {
  employeeId: EmployeeId;
  card: CardRef;
  recipientId: RecipientId;
}

export interface DraftContent {
  text: string;
  /** Uploaded by the employee, in order. */
  fileIds: readonly FileId[];
  voiceFileId: FileId | null;
  asDocument: boolean;
  /** Null: not chosen. */
  publication: Publication | null;
  createActivity: boolean;
}

/** Which window saves, and its how manieth saving it is: windows number their own. */
export interface DraftWriter {
  /** Opaque; the same for all savings of one window. */
  writer: string;
  step: number;
}

export interface Draft extends DraftPlace {
  content: DraftContent;
  /** Another one with every saving: who saves over a version that he has not seen is told so. */
  version: DraftVersion;
  savedAt: Date;
  /** Null: its writer does not say who he is. */
  savedBy: DraftWriter | null;
}

export const isEmptyDraft = (content: DraftContent): boolean => content.text.trim() === '' && !hasFiles(content);

/**
 * The last saving of a window that closes does not wait for the answer to the one before, so it may not know its version, and may even come
 * first: over a saving of the same window the later one wins, in whatever order they come.
 */
export const isLaterStep = (mine: DraftWriter | null, standing: DraftWriter | null): boolean =>
  mine !== null && standing !== null && mine.writer === standing.writer && mine.step > standing.step;

export const draftExpiry = (savedAt: Date): Date => new Date(savedAt.getTime() + DRAFT_DAYS * DAY_MS);

/** One text per place, for keys. */
export const draftKey = ({ employeeId, card, recipientId }: DraftPlace): string => `${employeeId}/${cardKey(card)}/${recipientId}`;
