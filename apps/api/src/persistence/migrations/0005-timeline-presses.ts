/** What a press of a button in the timeline leaves: that it happened, and why it sent nothing (L-12). */
import { Migration } from '@mikro-orm/migrations';

export class TimelinePresses extends Migration {
  override up(): void {
    this.addSql(`
      alter table activity
        add column presses integer not null default 0,
        add column press_refusal jsonb;`);
  }
}
