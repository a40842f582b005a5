/** Whether a person may send this message again (L-11, L-12). Pure. */
import type { Message } from './message.ts';

/** Failed and not sent again yet, or unconfirmed; never while it waits or is under way. */
export const mayRepeat = (message: Message): boolean =>
  message.delivery === 'DONE' && message.sentAgainAs === null && (message.status === 'FAILED' || message.status === 'UNCONFIRMED');
