/**
 * First messages and look-ups of accounts (Q-11… ), people found by user name (D-20…D-31), answers to the steps of a login (C-4),
 * and what is known of a logged-in account (C-4, D-32).
 */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Telegram extends Migration {
  override up(): void {
    // One row per new recipient of an account: when he was granted a first message, until when his messages wait for one.
    this.addSql(`
      create table first_message (
        portal_id uuid not null references portal,
        account_id uuid not null,
        recipient_id uuid not null,
        granted_at timestamptz,
        held_until timestamptz,
        primary key (portal_id, account_id, recipient_id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create index first_message_granted on first_message (portal_id, account_id, granted_at) where granted_at is not null;
      ${policies('first_message')}

      alter table account_pace
        alter column last_call_at drop not null,
        add column last_look_up_at timestamptz,
        add column look_ups_held_until timestamptz;`);

    this.addSql(`
      alter table account
        add column own_limits jsonb not null default '{}',
        add column messenger_id text,
        add column username text,
        add column progress jsonb;
      alter table recipient add column username text, add column phone text;

      create table look_up (
        portal_id uuid not null references portal,
        account_id uuid not null,
        kind text not null check (kind in ('ID', 'USERNAME', 'PHONE')),
        value text not null,
        state text not null check (state in ('WAITING', 'FOUND', 'ABSENT', 'UNUSABLE', 'UNKNOWN')),
        recipient_id uuid,
        obstacle text,
        asked_at timestamptz not null,
        answered_at timestamptz,
        primary key (portal_id, account_id, kind, value),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create index look_up_waiting on look_up (portal_id, account_id, asked_at) where state = 'WAITING';
      ${policies('look_up')}

      create table login_answer (
        portal_id uuid not null references portal,
        account_id uuid not null,
        sealed_answer bytea not null,
        given_at timestamptz not null,
        primary key (portal_id, account_id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('login_answer')}`);
  }
}
