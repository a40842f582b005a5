/** Templates of the portal, sorted and cut by the database. */
import type {
  AccessEntry,
  Caller,
  EmployeeId,
  Standing,
  TemplateCategoryId,
  TemplateId,
  TemplateOrder,
  TemplatePage,
  Templates,
  TemplateWish,
} from '@olchat/domain';
import { RECENT_TEMPLATES, Template, TemplateCategory } from '@olchat/domain';
import type { Sql } from './sql.ts';

interface TemplateRow {
  id: TemplateId;
  title: string;
  text: string;
  category_id: TemplateCategoryId | null;
  access: AccessEntry[];
  author_id: EmployeeId;
  created_at: Date;
  updated_at: Date;
}

interface CategoryRow {
  id: TemplateCategoryId;
  title: string;
  created_at: Date;
}

/** The language of the database may not know Russian letters: it would sort «Б» before «а» and find nothing in another case. */
const small = (column: string): string => `lower(${column} collate "und-x-icu")`;

/** The title and the id make every order a complete one. */
const ORDERS: Record<TemplateOrder, string> = {
  RECENT_FIRST: `case when recency <= ${RECENT_TEMPLATES} and used_at is not null then recency end nulls last, ${small('title')}, id`,
  TITLE: `${small('title')}, id`,
  TITLE_DESCENDING: `${small('title')} desc, id desc`,
  CATEGORY: `${small('category_title')} nulls last, ${small('title')}, id`,
  CATEGORY_DESCENDING: `${small('category_title')} desc nulls last, ${small('title')}, id`,
  CATEGORY_TITLE_DESCENDING: `${small('category_title')} nulls last, ${small('title')} desc, id desc`,
  CATEGORY_DESCENDING_TITLE_DESCENDING: `${small('category_title')} desc nulls last, ${small('title')} desc, id desc`,
};

const COLUMNS = 'id, title, text, category_id, access, author_id, created_at, updated_at';

export class SqlTemplates implements Templates {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async find(id: TemplateId): Promise<Template | null> {
    const [row] = await this.#sql.execute<TemplateRow>(`select ${COLUMNS} from template where portal_id = ? and id = ?`, [
      this.#sql.portalId,
      id,
    ]);
    return row === undefined ? null : this.#template(row);
  }

  async save(template: Template): Promise<void> {
    const { id, title, text, categoryId, access, authorId, createdAt, updatedAt } = template;
    await this.#sql.execute(
      `insert into template (portal_id, ${COLUMNS}) values (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
       on conflict (portal_id, id) do update set title = excluded.title, text = excluded.text, category_id = excluded.category_id,
         access = excluded.access, updated_at = excluded.updated_at`,
      [this.#sql.portalId, id, title, text, categoryId, JSON.stringify(access), authorId, createdAt, updatedAt],
    );
  }

  async remove(id: TemplateId): Promise<void> {
    await this.#sql.execute('delete from template where portal_id = ? and id = ?', [this.#sql.portalId, id]);
  }

  async count(): Promise<number> {
    const [row] = await this.#sql.execute<{ count: string }>('select count(*) from template where portal_id = ?', [this.#sql.portalId]);
    return Number(row?.count ?? 0);
  }

  async accessLists(): Promise<AccessEntry[][]> {
    const rows = await this.#sql.execute<{ access: AccessEntry[] }>(
      `select distinct access from template where portal_id = ? and access <> '[]'`,
      [this.#sql.portalId],
    );
    return rows.map(({ access }) => access);
  }

  async page(wish: TemplateWish, caller: Pick<Caller, 'employeeId' | 'isAdministrator'>, standing: Standing): Promise<TemplatePage> {
    const { portalId } = this.#sql;
    const named = [
      `USER:${caller.employeeId}`,
      ...[...standing.departments].map(id => `DEPARTMENT:${id}`),
      ...[...standing.workgroups].map(id => `WORKGROUP:${id}`),
    ];
    const search = wish.search === null ? null : `%${wish.search.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
    const rows = await this.#sql.execute<TemplateRow>(
      `with visible as (
         select template.*, category.title as category_title, used.used_at
         from template
         left join template_category category on category.portal_id = template.portal_id and category.id = template.category_id
         left join template_use used on used.portal_id = template.portal_id and used.template_id = template.id and used.employee_id = ?
         where template.portal_id = ?
           and (? or template.author_id = ? or template.access = '[]' or exists (
             select from jsonb_array_elements(template.access) entry
             where (entry ->> 'kind') || ':' || (entry ->> 'id') in (select jsonb_array_elements_text(?::jsonb))))
           and (?::uuid is null or template.category_id = ?::uuid)
           and (?::text is null or ${small('template.title')} like ? or ${small('template.text')} like ?)),
       ranked as (select *, row_number() over (order by used_at desc nulls last, id) as recency from visible),
       placed as (select *, row_number() over (order by ${ORDERS[wish.order]}) as place from ranked)
       select ${COLUMNS} from placed
       where ?::uuid is null or place > (select place from placed where id = ?::uuid)
       order by place limit ?`,
      [
        caller.employeeId,
        portalId,
        caller.isAdministrator,
        caller.employeeId,
        JSON.stringify(named),
        wish.categoryId,
        wish.categoryId,
        search,
        search,
        search,
        wish.after,
        wish.after,
        wish.first + 1,
      ],
    );
    return { templates: rows.slice(0, wish.first).map(row => this.#template(row)), hasNextPage: rows.length > wish.first };
  }

  async noteUse(id: TemplateId, employeeId: EmployeeId, at: Date): Promise<void> {
    // A template that was deleted meanwhile has no uses.
    await this.#sql.execute(
      `insert into template_use (portal_id, employee_id, template_id, used_at)
       select portal_id, ?, id, ? from template where portal_id = ? and id = ?
       on conflict (portal_id, employee_id, template_id) do update set used_at = greatest(template_use.used_at, excluded.used_at)`,
      [employeeId, at, this.#sql.portalId, id],
    );
  }

  async categories(): Promise<TemplateCategory[]> {
    const rows = await this.#sql.execute<CategoryRow>(
      `select id, title, created_at from template_category where portal_id = ? order by ${small('title')}, id`,
      [this.#sql.portalId],
    );
    return rows.map(row => this.#category(row));
  }

  async category(id: TemplateCategoryId): Promise<TemplateCategory | null> {
    const [row] = await this.#sql.execute<CategoryRow>(
      'select id, title, created_at from template_category where portal_id = ? and id = ?',
      [this.#sql.portalId, id],
    );
    return row === undefined ? null : this.#category(row);
  }

  async saveCategory({ id, title, createdAt }: TemplateCategory): Promise<void> {
    await this.#sql.execute(
      `insert into template_category (portal_id, id, title, created_at) values (?, ?, ?, ?)
       on conflict (portal_id, id) do update set title = excluded.title`,
      [this.#sql.portalId, id, title, createdAt],
    );
  }

  async removeCategory(id: TemplateCategoryId): Promise<boolean> {
    const { portalId } = this.#sql;
    await this.#sql.execute('update template set category_id = null where portal_id = ? and category_id = ?', [portalId, id]);
    const removed = await this.#sql.execute('delete from template_category where portal_id = ? and id = ? returning id', [portalId, id]);
    return removed.length === 1;
  }

  #template(row: TemplateRow): Template {
    return Object.assign(new Template(), {
      portalId: this.#sql.portalId,
      id: row.id,
      title: row.title,
      text: row.text,
      categoryId: row.category_id,
      access: row.access,
      authorId: row.author_id,
      createdAt: new Date(row.created_at),
      updatedAt: new Date(row.updated_at),
    });
  }

  #category(row: CategoryRow): TemplateCategory {
    return Object.assign(new TemplateCategory(), {
      portalId: this.#sql.portalId,
      id: row.id,
      title: row.title,
      createdAt: new Date(row.created_at),
    });
  }
}
