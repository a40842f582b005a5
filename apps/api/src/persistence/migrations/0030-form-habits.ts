/**
 * How an employee likes his form: his name above his words (S-15), the signs that he chose lately (W-16). And which window saved a draft,
 * so that its own savings may overtake one another on the way (decision 17).
 */
import { Migration } from '@mikro-orm/migrations';

export class FormHabits extends Migration {
  override up(): void {
    this.addSql(`
      alter table employee
        add column show_name boolean not null default false,
        add column recent_emoji jsonb not null default '[]';
      alter table message add column sender_line text;
      alter table draft add column writer text, add column step integer;
    `);
  }
}
