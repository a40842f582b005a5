/** For whom a dialogue is being opened (O-8, O-9), what the portal cannot publish (T-15), where a chat is attached (O-4), answers from the phone (H-2). */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class OpenLineChats extends Migration {
  override up(): void {
    this.addSql(`
      create table chat_opening (
        portal_id uuid not null references portal,
        account_id uuid not null,
        recipient_id uuid not null,
        employee_id text not null,
        employee_name text not null,
        card jsonb,
        state text not null check (state in ('POSTING', 'WAITING')),
        started_at timestamptz not null,
        primary key (portal_id, account_id, recipient_id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      ${policies('chat_opening')}

      create table publication_switch (
        portal_id uuid not null references portal,
        publication text not null,
        raw_code text not null,
        at timestamptz not null,
        primary key (portal_id, publication)
      );
      ${policies('publication_switch')}

      alter table chat add column linked_cards jsonb not null default '[]';
      alter table conversation alter column last_inbound_at drop not null, add column last_answer_at timestamptz;`);
  }
}
