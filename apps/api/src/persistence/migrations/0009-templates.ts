/** Templates, their categories, and who used which when (section 5 of the product). Nothing here is about a client, so nothing is sealed. */
import { Migration } from '@mikro-orm/migrations';
import { policies } from './policies.ts';

export class Templates extends Migration {
  override up(): void {
    this.addSql(`
      create table template_category (
        portal_id uuid not null references portal,
        id uuid not null,
        title text not null,
        created_at timestamptz not null,
        primary key (portal_id, id)
      );
      ${policies('template_category')}

      create table template (
        portal_id uuid not null references portal,
        id uuid not null,
        title text not null,
        text text not null,
        category_id uuid,
        access jsonb not null default '[]',
        author_id text not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (portal_id, id),
        foreign key (portal_id, category_id) references template_category
      );
      create index template_category_of on template (portal_id, category_id) where category_id is not null;
      ${policies('template')}

      create table template_use (
        portal_id uuid not null references portal,
        employee_id text not null,
        template_id uuid not null,
        used_at timestamptz not null,
        primary key (portal_id, employee_id, template_id),
        foreign key (portal_id, template_id) references template on delete cascade
      );
      create index template_use_of on template_use (portal_id, template_id);
      ${policies('template_use')}`);
  }
}
