/** What came through the accounts of a portal (S-11). */
import type { AccountId, ReceivedMessage, ReceivedMessages } from '@olchat/domain';
import { RECEIVED_COLUMNS, receivedOf, sealContent, type ReceivedRow } from './received-rows.ts';
import type { Sql } from './sql.ts';

export class SqlReceived implements ReceivedMessages {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async add(message: ReceivedMessage): Promise<void> {
    const { portalId, key } = this.#sql;
    await this.#sql.execute(
      `insert into received_message (portal_id, ${RECEIVED_COLUMNS}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (portal_id, account_id, external_message_id) do nothing`,
      [
        portalId,
        message.id,
        message.accountId,
        message.recipientId,
        message.externalMessageId,
        message.fromPhone,
        sealContent(key, portalId, message),
        message.occurredAt,
        message.editedAt,
        message.removedAt,
      ],
    );
  }

  async findByExternalId(accountId: AccountId, externalMessageId: string): Promise<ReceivedMessage | null> {
    const { portalId, key } = this.#sql;
    const [row] = await this.#sql.execute<ReceivedRow>(
      `select ${RECEIVED_COLUMNS} from received_message where portal_id = ? and account_id = ? and external_message_id = ?`,
      [portalId, accountId, externalMessageId],
    );
    return row === undefined ? null : receivedOf(row, portalId, key);
  }

  async save(message: ReceivedMessage): Promise<void> {
    const { portalId, key } = this.#sql;
    await this.#sql.execute(
      'update received_message set sealed_content = ?, edited_at = ?, removed_at = ? where portal_id = ? and id = ?',
      [sealContent(key, portalId, message), message.editedAt, message.removedAt, portalId, message.id],
    );
  }
}
