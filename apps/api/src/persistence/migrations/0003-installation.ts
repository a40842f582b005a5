/**
 * How the application stands on each portal, the periodic work of portals (decision 9), and the way out after an uninstallation (SE-2).
 * `portal_route` tells, before the portal is known, whether its tokens open anything and whether its accounts rest.
 */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class AddInstallation extends Migration {
  override up(): void {
    this.addSql(`
      create table installation (
        portal_id uuid primary key references portal,
        rights_state text not null default 'OK' check (rights_state in ('OK', 'DISMISSED', 'NOT_ADMINISTRATOR', 'REFUSED')),
        rights_since timestamptz,
        checked_at timestamptz,
        kept jsonb not null default '[]',
        mended jsonb not null default '[]',
        failed jsonb not null default '[]'
      );
      ${policies('installation')}

      alter table portal_route add column suspended_at timestamptz, add column uninstalled_at timestamptz;

      create table chore (
        portal_id uuid not null references portal,
        name text not null,
        run_at timestamptz not null default now(),
        lease_token uuid,
        lease_until timestamptz,
        primary key (portal_id, name)
      );
      create index chore_due on chore (run_at);
      ${policies('chore', { routing: true })}`);

    // Of the portal that the transaction names, once Bitrix24 itself confirmed that the application is gone from it; nothing of any other.
    // Runs as the owner of the tables, so that it also clears what the application may only add to. Children go before their parents.
    this.addSql(`
      create function erase_some(at_most integer) returns bigint
      language plpgsql security definer set search_path = public, pg_temp as $$
      declare
        erased uuid := current_setting('olchat.portal_id')::uuid;
        one regclass;
        gone bigint;
      begin
        perform from portal where portal_id = erased and state = 'SUSPENDED'
          and not exists (select from portal_route where portal_route.portal_id = erased and uninstalled_at is null) for update;
        if not found then return 0; end if;
        -- First nobody finds it any more: whoever installs the application again begins anew.
        delete from portal_route where portal_id = erased;
        for one in
          with recursive reference as (
            select conrelid as child, confrelid as parent from pg_constraint where contype = 'f' and conrelid <> confrelid
          ), below as (
            select 'portal'::regclass::oid as relation, 0 as depth
            union
            select reference.child, below.depth + 1 from below join reference on reference.parent = below.relation where below.depth < 30
          )
          select relation::regclass from below
            where relation not in ('portal'::regclass, 'chore'::regclass)
              and exists (select from pg_attribute where attrelid = relation and attname = 'portal_id' and not attisdropped)
            group by relation order by max(depth) desc
        loop
          execute format('delete from %s where ctid = any (array(select ctid from %s where portal_id = $1 limit $2))', one, one)
            using erased, at_most;
          get diagnostics gone = row_count;
          if gone > 0 then return gone; end if;
        end loop;
        -- Together, so that what is left behind by a crash is found again by its chore.
        delete from chore where portal_id = erased;
        delete from portal where portal_id = erased;
        return 1;
      end $$;
      revoke all on function erase_some(integer) from public;
      grant execute on function erase_some(integer) to olchat_app;`);
  }
}
