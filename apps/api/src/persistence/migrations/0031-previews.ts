/** Previews of pictures, and how many bytes a portal's files hold: a number that every change of a file carries on (SE-33, SE-34). */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Previews extends Migration {
  override up(): void {
    this.addSql(`
      alter table file add column preview_key text, add column preview_bytes integer;

      create table file_space (
        portal_id uuid not null primary key references portal,
        bytes bigint not null
      );
      alter table file no force row level security;
      insert into file_space (portal_id, bytes) select portal_id, sum(size) from file where state = 'READY' group by portal_id;
      alter table file force row level security;
      ${policies('file_space')}`);
  }
}
