/**
 * The first tables. Every portal's table begins its keys with `portal_id` (decision 7) and forces row level security (SE-10, SE-11).
 * The application acts as `olchat_app`, which owns nothing. Its portal is set for one transaction by `olchat.portal_id`;
 * unset or empty is an error, never "all". Connections with `olchat.scope = routing` see only the tables without content that
 * must be read before the portal is known: lanes, feed heads, tokens, addresses of portals.
 */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class First extends Migration {
  override up(): void {
    this.addSql(`
      do $$ begin
        if not exists (select from pg_roles where rolname = 'olchat_app') then create role olchat_app nologin noinherit; end if;
      end $$;
      do $$ begin execute format('grant olchat_app to %I', current_user); end $$;
      grant usage on schema public to olchat_app;`);

    this.addSql(`
      create table system_epoch (
        epoch uuid not null default gen_random_uuid()
      );
      insert into system_epoch default values;
      grant select on system_epoch to olchat_app;

      create table system_seal (
        sealed bytea not null
      );
      grant select, insert on system_seal to olchat_app;`);

    this.addSql(`
      create table portal (
        portal_id uuid primary key,
        member_id text not null,
        client_endpoint text not null,
        token_url text not null,
        domain text not null,
        title text not null,
        state text not null check (state in ('ACTIVE', 'SUSPENDED')),
        language text not null check (language in ('ru', 'en')),
        country text not null,
        main_employee_id text not null,
        text_limit integer not null,
        application_token_hash bytea,
        created_at timestamptz not null default now()
      );
      ${policies('portal')}

      create table portal_route (
        member_id text primary key,
        portal_id uuid not null references portal
      );
      ${policies('portal_route', { routing: true })}

      create table portal_key (
        portal_id uuid not null references portal,
        version integer not null,
        wrapped_key bytea not null,
        primary key (portal_id, version)
      );
      ${policies('portal_key')}

      create table employee (
        portal_id uuid not null references portal,
        id text not null,
        name text not null,
        is_administrator boolean not null,
        last_account_id uuid,
        last_publication text,
        seen_at timestamptz not null,
        primary key (portal_id, id)
      );
      ${policies('employee')}

      create table partner_key (
        portal_id uuid not null references portal,
        id uuid not null,
        employee_id text not null,
        title text not null,
        created_at timestamptz not null,
        revoked_at timestamptz,
        primary key (portal_id, id),
        foreign key (portal_id, employee_id) references employee
      );
      ${policies('partner_key')}

      create table token (
        portal_id uuid not null references portal,
        token_hash bytea not null,
        kind text not null check (kind in ('SESSION', 'PARTNER_KEY')),
        employee_id text not null,
        partner_key_id uuid,
        is_administrator boolean not null,
        locale text not null,
        opened_at timestamptz not null default now(),
        seen_at timestamptz not null default now(),
        primary key (portal_id, token_hash),
        foreign key (portal_id, employee_id) references employee,
        foreign key (portal_id, partner_key_id) references partner_key
      );
      create unique index token_by_hash on token (token_hash);
      ${policies('token', { routing: true })}

      create table bitrix24_token (
        portal_id uuid not null references portal,
        employee_id text not null,
        sealed_pair bytea not null,
        is_administrator boolean not null,
        expires_at timestamptz not null,
        renewed_at timestamptz not null default now(),
        primary key (portal_id, employee_id)
      );
      ${policies('bitrix24_token')}

      create table rest_budget (
        portal_id uuid not null references portal,
        method text not null,
        spent double precision not null default 0,
        at timestamptz not null default clock_timestamp(),
        held_until timestamptz,
        primary key (portal_id, method)
      );
      ${policies('rest_budget')}`);

    this.addSql(`
      create table account (
        portal_id uuid not null references portal,
        id uuid not null,
        kind text not null,
        messenger text not null,
        title text not null,
        address text,
        line_id text not null,
        line_name text not null,
        state text not null,
        state_reason text,
        state_raw_code text,
        state_since timestamptz not null,
        restricted_until timestamptz,
        first_messages_held_until timestamptz,
        default_publication text not null,
        access jsonb not null default '[]',
        wanted boolean not null,
        connected_at timestamptz,
        created_at timestamptz not null,
        primary key (portal_id, id)
      );
      create unique index account_line on account (portal_id, messenger, line_id);
      ${policies('account')}

      create table recipient (
        portal_id uuid not null references portal,
        id uuid not null,
        messenger text not null,
        address text not null,
        messenger_address text,
        name text,
        presence text not null default 'UNKNOWN',
        checked_at timestamptz,
        checked_through uuid,
        created_at timestamptz not null default now(),
        primary key (portal_id, id)
      );
      create unique index recipient_address on recipient (portal_id, messenger, address);
      ${policies('recipient')}

      create table chat (
        portal_id uuid not null references portal,
        id uuid not null,
        account_id uuid not null,
        recipient_id uuid not null,
        open_line_chat_id text not null,
        user_code text not null,
        owner_id text,
        owner_name text,
        card jsonb,
        created_at timestamptz not null,
        primary key (portal_id, id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create unique index chat_pair on chat (portal_id, account_id, recipient_id);
      ${policies('chat')}

      create table conversation (
        portal_id uuid not null references portal,
        account_id uuid not null,
        recipient_id uuid not null,
        last_inbound_at timestamptz not null,
        primary key (portal_id, account_id, recipient_id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      ${policies('conversation')}

      create table account_usage (
        portal_id uuid not null references portal,
        account_id uuid not null,
        day date not null,
        kind text not null,
        spent integer not null,
        primary key (portal_id, account_id, day, kind),
        foreign key (portal_id, account_id) references account
      );
      ${policies('account_usage')}

      create table login (
        portal_id uuid not null references portal,
        account_id uuid not null,
        sealed_step bytea not null,
        changed_at timestamptz not null default now(),
        primary key (portal_id, account_id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('login')}`);

    this.addSql(`
      create table message (
        portal_id uuid not null references portal,
        id uuid not null,
        seq bigint not null,
        group_id uuid not null,
        position integer not null,
        account_id uuid not null,
        recipient_id uuid not null,
        card_key text,
        card jsonb,
        sender_id text not null,
        origin text not null,
        sealed_text bytea not null,
        publication text not null,
        create_activity boolean not null,
        external_message_id text not null,
        open_line_message_id text,
        status text not null,
        failure jsonb,
        history jsonb not null,
        delivery text not null check (delivery in ('READY', 'CLAIMED', 'CALLING', 'DONE')),
        attempt integer not null,
        run_at timestamptz not null,
        chat_id uuid,
        published_as text,
        publication_failure jsonb,
        sent_again_as uuid,
        created_at timestamptz not null,
        primary key (portal_id, id),
        foreign key (portal_id, account_id) references account,
        foreign key (portal_id, recipient_id) references recipient
      );
      create unique index message_external on message (portal_id, account_id, external_message_id);
      create index message_outbox on message (portal_id, account_id, seq) where delivery <> 'DONE';
      create index message_unconfirmed on message (portal_id, account_id, recipient_id) where status = 'UNCONFIRMED';
      create index message_pair on message (portal_id, account_id, recipient_id, created_at desc);
      create index message_card on message (portal_id, card_key, created_at desc, id desc) where card_key is not null;
      create index message_newest on message (portal_id, created_at desc, id desc);
      create index message_group on message (portal_id, group_id, position);
      ${policies('message')}

      create table intent (
        portal_id uuid not null references portal,
        key text not null,
        content_hash bytea not null,
        message_id uuid not null,
        group_id uuid not null,
        created_at timestamptz not null default now(),
        primary key (portal_id, key)
      );
      ${policies('intent')}

      create table activity (
        portal_id uuid not null references portal,
        group_id uuid not null,
        card jsonb not null,
        responsible_id text not null,
        activity_id text,
        written_view text,
        is_gone boolean not null default false,
        primary key (portal_id, group_id)
      );
      ${policies('activity')}

      create table own_post (
        portal_id uuid not null references portal,
        open_line_message_id text not null,
        created_at timestamptz not null default now(),
        primary key (portal_id, open_line_message_id)
      );
      ${policies('own_post')}

      create table inbox (
        portal_id uuid not null references portal,
        id uuid not null,
        source text not null,
        account_id uuid,
        dedup_key text not null,
        sealed_body bytea not null,
        received_at timestamptz not null,
        primary key (portal_id, id)
      );
      create unique index inbox_dedup on inbox (portal_id, source, dedup_key);
      ${policies('inbox')}`);

    this.addSql(`
      create table lane (
        portal_id uuid not null references portal,
        key text not null,
        kind text not null check (kind in ('ACCOUNT', 'TASKS')),
        seq bigint not null default 0,
        run_at timestamptz not null,
        worker text,
        lease_token uuid,
        lease_until timestamptz,
        primary key (portal_id, key)
      );
      create index lane_free on lane (kind, run_at) where worker is null;
      create index lane_held on lane (lease_until) where worker is not null;
      ${policies('lane', { routing: true })}

      create table task (
        portal_id uuid not null references portal,
        id bigint generated always as identity,
        lane_key text not null,
        name text not null,
        version integer not null default 1,
        subject_id text not null,
        state text not null default 'READY' check (state in ('READY', 'RUNNING', 'PARKED')),
        attempts integer not null default 0,
        crashes integer not null default 0,
        run_at timestamptz not null,
        reason text,
        created_at timestamptz not null default now(),
        primary key (portal_id, id)
      );
      create unique index task_waiting on task (portal_id, name, subject_id) where state = 'READY';
      create index task_lane on task (portal_id, lane_key, id) where state <> 'PARKED';
      ${policies('task', { routing: true })}

      create table feed_head (
        portal_id uuid primary key references portal,
        seq bigint not null
      );
      ${policies('feed_head', { routing: true })}

      create table feed (
        portal_id uuid not null references portal,
        seq bigint not null,
        at timestamptz not null default now(),
        event jsonb not null,
        primary key (portal_id, seq)
      );
      ${policies('feed')}

      create table session_credentials (
        portal_id uuid not null references portal,
        account_id uuid not null,
        sealed_credentials bytea not null,
        primary key (portal_id, account_id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('session_credentials')}

      create table session_key (
        portal_id uuid not null references portal,
        account_id uuid not null,
        type text not null,
        id text not null,
        sealed_value bytea not null,
        primary key (portal_id, account_id, type, id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('session_key')}

      create table sent_content (
        portal_id uuid not null references portal,
        account_id uuid not null,
        external_message_id text not null,
        sealed_content bytea not null,
        created_at timestamptz not null default now(),
        primary key (portal_id, account_id, external_message_id),
        foreign key (portal_id, account_id) references account
      );
      ${policies('sent_content')}`);
  }
}
