/** What a portal tells us by its events, in our words. An event never grants a right (SE-2). */
import type { EmployeeId, LineId } from '../ids.ts';
import type { Messenger } from './connector.ts';

export type PortalEvent =
  | {
      kind: 'operator-message';
      messenger: Messenger;
      lineId: LineId;
      openLineChatId: string;
      openLineMessageId: string;
      /** Null: an automatic text of the line, not written by a person (O-24). */
      authorId: EmployeeId | null;
      /** Our external id of the client: digits of the number. */
      clientExternalId: string;
      /** In the messenger's marks, BB codes converted. */
      text: string;
      /** Files of the message; the event names them, the portal's own answer gives them (SE-2). */
      fileCount: number;
      fileNames?: readonly string[];
    }
  | {
      /** An employee changed or deleted a message that the client has (O-30). */
      kind: 'operator-change';
      messenger: Messenger;
      lineId: LineId;
      clientExternalId: string;
      /** The messenger's ids, as `confirmDelivery` tied them to the message. */
      externalMessageIds: readonly string[];
      /** In the messenger's marks; null: deleted. */
      text: string | null;
    }
  | { kind: 'ignored'; name: string };
