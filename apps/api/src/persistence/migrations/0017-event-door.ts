/** When somebody took events of portals last: a longer silence is a gap in them (RE-22). One row for the whole system, nothing of a portal. */
import { Migration } from '@mikro-orm/migrations';

export class EventDoor extends Migration {
  override up(): void {
    this.addSql(`
      create table event_door (
        only_one boolean primary key default true check (only_one),
        seen_at timestamptz not null
      );
      grant select, insert, update on event_door to olchat_app;`);
  }
}
