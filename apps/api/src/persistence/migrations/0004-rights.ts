/**
 * Rights and settings: lists of employees, departments and workgroups for accounts (A-10…A-13), settings of accounts (C-7…C-18, C-22) and of
 * the application (A-2…A-9), the record of changes (A-23, SE-52).
 */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Rights extends Migration {
  override up(): void {
    this.addSql(`
      alter table account
        add column publish_outgoing boolean not null default true,
        add column send_interval_ms integer not null default 500,
        add column ignored_numbers jsonb not null default '[]',
        add column hidden boolean not null default false,
        add column last_failure jsonb,
        add column last_failed_at timestamptz,
        add column phone_seen_at timestamptz;
      create index message_failures on message (portal_id, account_id, created_at desc) where failure is not null;

      create table account_pace (
        portal_id uuid not null references portal,
        account_id uuid not null,
        last_call_at timestamptz not null,
        primary key (portal_id, account_id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('account_pace')}`);

    // Lists were ids of employees. The owner of the tables has no portal: for this statement its rows are open to him.
    this.addSql(`
      alter table account no force row level security;
      alter table employee no force row level security;
      update account set access = (
        select jsonb_agg(jsonb_build_object('kind', 'USER', 'id', item.id, 'name', coalesce(employee.name, '')) order by item.place)
        from jsonb_array_elements_text(account.access) with ordinality as item (id, place)
        left join employee on employee.portal_id = account.portal_id and employee.id = item.id
      ) where jsonb_array_length(access) > 0;
      alter table employee force row level security;
      alter table account force row level security;`);

    this.addSql(`
      alter table portal
        add column administrators_only boolean not null default false,
        add column writing_hours jsonb not null default '{"redUntil": 7, "orangeUntil": 8, "greenUntil": 19, "orangeAgainUntil": 21}',
        add column statuses_widget boolean not null default false,
        add column templates_in_chat boolean not null default false,
        add column force_widget boolean not null default false;`);

    // The head is one row per portal: whoever adds an entry holds it, so that numbers have no gaps and each hash knows the one before.
    this.addSql(`
      create table change_head (
        portal_id uuid primary key references portal,
        seq bigint not null,
        hash text not null
      );
      ${policies('change_head')}

      create table change (
        portal_id uuid not null references portal,
        seq bigint not null,
        id uuid not null,
        at timestamptz not null,
        employee_id text not null,
        employee_name text not null,
        what text not null,
        subject_id text,
        subject text,
        before text,
        after text,
        hash text not null,
        primary key (portal_id, seq)
      );
      create unique index change_id on change (portal_id, id);
      ${policies('change', { appendOnly: true })}`);
  }
}
