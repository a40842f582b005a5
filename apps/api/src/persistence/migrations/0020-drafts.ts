/** What employees have written and not sent, and how they like their form (decision 17). Words are sealed; a draft is forgotten after a month. */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Drafts extends Migration {
  override up(): void {
    this.addSql(`
      create table draft (
        portal_id uuid not null references portal,
        employee_id text not null,
        card_key text not null,
        recipient_id uuid not null,
        sealed_content bytea not null,
        version uuid not null,
        saved_at timestamptz not null,
        primary key (portal_id, employee_id, card_key, recipient_id),
        foreign key (portal_id, employee_id) references employee,
        foreign key (portal_id, recipient_id) references recipient
      );
      create index draft_saved on draft (portal_id, saved_at);
      create index draft_recipient on draft (portal_id, recipient_id);
      ${policies('draft')}

      alter table employee
        add column last_create_activity boolean not null default true,
        add column send_by text not null default 'CTRL_ENTER' check (send_by in ('CTRL_ENTER', 'ENTER'));
    `);
  }
}
