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
      /** Files that this version does not forward. */
      fileCount: number;
    }
  | { kind: 'ignored'; name: string };
