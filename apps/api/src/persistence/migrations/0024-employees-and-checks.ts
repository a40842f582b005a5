/**
 * Employees whom the portal dismissed: their sessions and keys ended (SE-4), nothing of theirs is sent any more. And when the portal's test
 * event came last, by which the check of the installation knows that events arrive (G-13).
 */
import { Migration } from '@mikro-orm/migrations';

export class EmployeesAndChecks extends Migration {
  override up(): void {
    this.addSql(`
      alter table employee add column dismissed_at timestamptz;
      create index message_of_sender on message (portal_id, sender_id) where delivery = 'READY';
      alter table installation add column test_event_at timestamptz;`);
  }
}
