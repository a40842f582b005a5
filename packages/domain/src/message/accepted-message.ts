/** What a send answers. */
import type { Message } from './message.ts';

export interface AcceptedMessage {
  messages: Message[];
  /** The key was used before for the same content: these are the first call's messages. */
  isDuplicate: boolean;
}
