/** Templates in open-line chats (M-12): a dialogue of the portal leads to our chat, and how each employee likes the list of templates there. */
import { Migration } from '@mikro-orm/migrations';

export class ChatTemplates extends Migration {
  override up(): void {
    this.addSql(`
      create index chat_dialog on chat (portal_id, open_line_chat_id);
      alter table employee
        add column show_template_text boolean not null default true,
        add column close_after_template boolean not null default false;
    `);
  }
}
