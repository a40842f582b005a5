/** Limits of messages in a minute and in a day: when the call began that gave a message to the messenger, and an index to count by it. */
import { Migration } from '@mikro-orm/migrations';

export class MessageLimits extends Migration {
  override up(): void {
    this.addSql(`
      alter table message add column called_at timestamptz;
      create index message_called on message (portal_id, account_id, called_at desc) where called_at is not null;`);
  }
}
