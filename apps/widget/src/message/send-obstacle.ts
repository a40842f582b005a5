import { textLength } from './text-length.ts';

export type SendObstacle = 'account' | 'recipient' | 'empty' | 'tooLong';

export interface Form {
  hasAccount: boolean;
  hasRecipient: boolean;
  text: string;
  textLimit: number;
}

/** What keeps «ОТПРАВИТЬ» disabled, the first thing to mend first (W-26). */
export function sendObstacle({ hasAccount, hasRecipient, text, textLimit }: Form): SendObstacle | undefined {
  if (!hasAccount) return 'account';
  if (!hasRecipient) return 'recipient';
  if (text.trim() === '') return 'empty';
  if (textLength(text) > textLimit) return 'tooLong';
  return undefined;
}
