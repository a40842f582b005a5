import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

/** Records of files, and the file of a message. The bytes are elsewhere (FileStore). */
export class Files extends Migration {
  override up(): void {
    this.addSql(`
      create table file (
        portal_id uuid not null references portal,
        id uuid not null,
        storage_key text not null,
        owner_id text,
        sealed_name bytea not null,
        state text not null check (state in ('UPLOADING', 'READY', 'GONE')),
        size bigint not null,
        sha256 text not null,
        mime text not null,
        kind text not null,
        seconds integer,
        as_link boolean not null,
        created_at timestamptz not null,
        expires_at timestamptz not null,
        primary key (portal_id, id)
      );
      create index file_created on file (portal_id, created_at);
      create index file_expires on file (portal_id, expires_at) where state <> 'GONE';
      ${policies('file')}

      alter table message add column file_id uuid, add column sealed_file bytea;
      alter table message add foreign key (portal_id, file_id) references file;
    `);
  }
}
