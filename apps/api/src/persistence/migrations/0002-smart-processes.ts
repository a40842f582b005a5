/** Types of smart process in whose cards OLChat was switched on (S-22, S-25). */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class SmartProcesses extends Migration {
  override up(): void {
    this.addSql(`
      create table smart_process_embedding (
        portal_id uuid not null references portal,
        smart_process_type_id text not null,
        embedded_by text not null,
        embedded_at timestamptz not null,
        primary key (portal_id, smart_process_type_id),
        foreign key (portal_id, embedded_by) references employee
      );
      ${policies('smart_process_embedding')}`);
  }
}
