/** What came through an account, for the history of a conversation (S-11), and since when it is kept. */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class ReceivedMessages extends Migration {
  override up(): void {
    this.addSql(`
      create table received_message (
        portal_id uuid not null references portal,
        id uuid not null,
        account_id uuid not null,
        recipient_id uuid not null,
        external_message_id text not null,
        from_phone boolean not null,
        sealed_content bytea not null,
        occurred_at timestamptz not null,
        edited_at timestamptz,
        removed_at timestamptz,
        primary key (portal_id, id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create unique index received_message_external on received_message (portal_id, account_id, external_message_id);
      create index received_message_pair on received_message (portal_id, account_id, recipient_id, occurred_at desc, id desc);
      ${policies('received_message')}

      alter table account add column received_since timestamptz not null default now();
    `);
  }
}
