import { textLength } from './text-length.ts';

export type SendObstacle = 'account' | 'recipient' | 'empty' | 'tooLong' | 'forAnother';

export interface Form {
  hasAccount: boolean;
  hasRecipient: boolean;
  text: string;
  textLimit: number;
  /** The text names somebody else, and nobody said that it is right. */
  isForAnother?: boolean;
}

/** What keeps «ОТПРАВИТЬ» disabled, the first thing to mend first (W-26). */
export function sendObstacle({ hasAccount, hasRecipient, text, textLimit, isForAnother = false }: Form): SendObstacle | undefined {
  if (!hasAccount) return 'account';
  if (!hasRecipient) return 'recipient';
  if (text.trim() === '') return 'empty';
  if (textLength(text) > textLimit) return 'tooLong';
  return isForAnother ? 'forAnother' : undefined;
}
