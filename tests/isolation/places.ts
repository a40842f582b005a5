/** The two seeded portals as their attackers know them: the ids of each, and the marks by which anything of the first is recognised. */
import { randomUUID } from 'node:crypto';

/** A text that stands nowhere but where the first portal put it. */
export const CANARY = `CANARY-${randomUUID()}`;

/** Every id of a portal that an argument can name. Ids of cards and lines are Bitrix24's own; the others are ours. */
export interface Place {
  accountId: string;
  /** An account that waits for its login. */
  spareAccountId: string;
  recipientId: string;
  chatId: string;
  /** The same chat, as Bitrix24 calls it. */
  dialogId: string;
  messageId: string;
  card: { type: 'DEAL'; id: string };
  lineId: string;
  keyId: string;
  /** Uploaded by the administrator, not sent yet. */
  fileId: string;
  templateId: string;
  templateCategoryId: string;
  /** Of the administrator's draft in the card. */
  draftVersion: string;
  /** Of the feed. */
  cursor: string;
  idempotencyKey: string;
}

/** Ids of the right shape that nobody has. */
export const nowhere = (cursor: string): Place => ({
  accountId: randomUUID(),
  spareAccountId: randomUUID(),
  recipientId: randomUUID(),
  chatId: randomUUID(),
  dialogId: 'chat999999',
  messageId: randomUUID(),
  card: { type: 'DEAL', id: '999999' },
  lineId: '999999',
  keyId: randomUUID(),
  fileId: randomUUID(),
  templateId: randomUUID(),
  templateCategoryId: randomUUID(),
  draftVersion: randomUUID(),
  cursor,
  idempotencyKey: randomUUID(),
});
