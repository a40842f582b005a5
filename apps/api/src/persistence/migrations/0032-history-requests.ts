/**
 * Questions for the history that a messenger keeps, and the answers on their way to who waits for them (S-11). What others wrote is sealed, gone
 * when it was taken, and in no log or copy of the database: the table is unlogged, and a crash empties it.
 */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class HistoryRequests extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table history_request (
        portal_id uuid not null references portal,
        id uuid not null,
        account_id uuid not null,
        recipient_id uuid not null,
        before_mark text,
        page_size int not null check (page_size between 1 and 100),
        state text not null default 'WAITING' check (state in ('WAITING', 'ANSWERED', 'TAKEN')),
        sealed_answer bytea,
        asked_at timestamptz not null,
        primary key (portal_id, id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create index history_request_asked on history_request (portal_id, account_id, asked_at);
      create index history_request_recipient on history_request (portal_id, recipient_id);
      ${policies('history_request')}`);
  }
}
