/** What people were told, and where (section 11 of the product). What is told names no client: numbers are masked before they are stored. */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Notices extends Migration {
  override up(): void {
    this.addSql(`
      create table notice (
        portal_id uuid not null references portal,
        id uuid not null,
        kind text not null,
        account_id uuid,
        employee_id text,
        details jsonb not null,
        state text not null check (state in ('WAITING', 'TOLD', 'ENDED', 'DROPPED')),
        raised_at timestamptz not null,
        tell_at timestamptz not null,
        told_at timestamptz,
        primary key (portal_id, id),
        foreign key (portal_id, account_id) references account
      );
      create unique index notice_waiting on notice (portal_id, kind, account_id, employee_id) nulls not distinct where state = 'WAITING';
      create index notice_about on notice (portal_id, kind, account_id, employee_id, raised_at desc);
      ${policies('notice')}

      create table notice_chat (
        portal_id uuid primary key references portal,
        key uuid not null,
        chat_id text,
        made_at timestamptz
      );
      ${policies('notice_chat')}`);
  }
}
