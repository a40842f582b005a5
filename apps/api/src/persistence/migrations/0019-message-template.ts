/** The template that a message's text came from, under the name it had then (L-15). No foreign key: the template may go, its name stays. */
import { Migration } from '@mikro-orm/migrations';

export class MessageTemplates extends Migration {
  override up(): void {
    this.addSql(`alter table message add column template_id uuid, add column template_title text;`);
  }
}
