/** Received message ↔ row. What it says is sealed in its place. */
import type { ReceivedMessage } from '@olchat/domain';
import { seal, unseal, type Place } from '../sealing/sealer.ts';

export interface ReceivedRow {
  id: ReceivedMessage['id'];
  account_id: ReceivedMessage['accountId'];
  recipient_id: ReceivedMessage['recipientId'];
  external_message_id: string;
  from_phone: boolean;
  sealed_content: Buffer;
  occurred_at: Date;
  edited_at: Date | null;
  removed_at: Date | null;
}

type Content = Pick<ReceivedMessage, 'text' | 'file' | 'unsupported'>;

export const RECEIVED_COLUMNS =
  'id, account_id, recipient_id, external_message_id, from_phone, sealed_content, occurred_at, edited_at, removed_at';

const place = (portalId: string, id: string): Place => ({ portalId, column: 'received_message.sealed_content', row: id });

export const sealContent = (key: Buffer, portalId: string, { id, text, file, unsupported }: ReceivedMessage): Buffer =>
  seal(key, place(portalId, id), JSON.stringify({ text, file, unsupported } satisfies Content));

export function receivedOf(row: ReceivedRow, portalId: string, key: Buffer): ReceivedMessage {
  const content = JSON.parse(unseal(key, place(portalId, row.id), row.sealed_content).toString('utf8')) as Content;
  return {
    id: row.id,
    accountId: row.account_id,
    recipientId: row.recipient_id,
    externalMessageId: row.external_message_id,
    fromPhone: row.from_phone,
    ...content,
    occurredAt: new Date(row.occurred_at),
    editedAt: row.edited_at === null ? null : new Date(row.edited_at),
    removedAt: row.removed_at === null ? null : new Date(row.removed_at),
  };
}
