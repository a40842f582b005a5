import { carries, type FormPart } from './form-part.ts';
import { textLength } from './text-length.ts';

export type SendObstacle =
  'account' | 'recipient' | 'empty' | 'noFiles' | 'noVoice' | 'tooLong' | 'attachment' | 'recording' | 'forAnother';

export interface Form {
  /** What the press would send. */
  part?: FormPart;
  hasAccount: boolean;
  hasRecipient: boolean;
  text: string;
  textLimit: number;
  /** `stuck`: one of them must be mended or removed first. */
  attachments?: 'none' | 'some' | 'stuck' | 'recording';
  /** The text names somebody else, and nobody said that it is right. */
  isForAnother?: boolean;
}

/** What keeps «ОТПРАВИТЬ» disabled, the first thing to mend first (W-26). */
export function sendObstacle(form: Form): SendObstacle | undefined {
  const { part = 'ALL', hasAccount, hasRecipient, text, textLimit, attachments = 'none', isForAnother = false } = form;
  if (!hasAccount) return 'account';
  if (!hasRecipient) return 'recipient';
  if (attachments === 'recording') return 'recording';
  if (attachments === 'stuck') return 'attachment';
  if (!carries(part, 'TEXT')) return attachments === 'some' ? undefined : part === 'FILES' ? 'noFiles' : 'noVoice';
  if (text.trim() === '' && attachments === 'none') return 'empty';
  if (textLength(text) > textLimit) return 'tooLong';
  return isForAnother ? 'forAnother' : undefined;
}
