/** Templates, their categories, their order and who sees them. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  newId,
  Template,
  TemplateCategory,
  type AccessEntry,
  type EmployeeId,
  type Standing,
  type TemplateCategoryId,
  type TemplateId,
  type TemplateOrder,
  type TemplateWish,
} from '../../src/index.ts';
import { ANNA, BORIS } from '../builders.ts';
import type { StorageBench } from './storage-bench.ts';

const AT = new Date('2026-03-10T08:00:00.000Z');
const later = (seconds: number): Date => new Date(AT.getTime() + seconds * 1000);
const wish = (fields: Partial<TemplateWish> = {}): TemplateWish => ({
  search: null,
  categoryId: null,
  order: 'TITLE',
  first: 20,
  after: null,
  ...fields,
});
const standing = (employeeId: EmployeeId, fields: Partial<Standing> = {}): Standing => ({
  employeeId,
  isAdministrator: false,
  departments: new Set(),
  workgroups: new Set(),
  unknown: null,
  ...fields,
});

export function templates(bench: StorageBench): void {
  const { inPortal } = bench;
  const add = (title: string, fields: Partial<Template> = {}): Promise<Template> => {
    const template = Object.assign(new Template(), {
      portalId: bench.portalId,
      id: newId<TemplateId>(),
      title,
      text: `Текст «${title}»`,
      categoryId: null,
      access: [],
      authorId: BORIS,
      createdAt: AT,
      updatedAt: AT,
      ...fields,
    });
    return inPortal(async tx => {
      await tx.templates.save(template);
      return template;
    });
  };
  const addCategory = (title: string): Promise<TemplateCategory> => {
    const category = Object.assign(new TemplateCategory(), {
      portalId: bench.portalId,
      id: newId<TemplateCategoryId>(),
      title,
      createdAt: AT,
    });
    return inPortal(async tx => {
      await tx.templates.saveCategory(category);
      return category;
    });
  };
  const titles = async (
    fields: Partial<TemplateWish> = {},
    caller = { employeeId: ANNA, isAdministrator: false },
    where = standing(caller.employeeId),
  ): Promise<string[]> => (await inPortal(tx => tx.templates.page(wish(fields), caller, where))).templates.map(({ title }) => title);

  describe('templates', () => {
    it('come back as they were saved, and change', async () => {
      const access: AccessEntry[] = [{ kind: 'DEPARTMENT', id: '3', name: 'Продажи' }];
      const template = await add('Приветствие', { access, text: 'Здравствуйте, {{CONTACT:NAME}}! 100% \\_' });
      expect(await inPortal(tx => tx.templates.find(template.id))).toEqual(template);
      const changed = Object.assign(template, { title: 'Привет', updatedAt: later(5) });
      await inPortal(tx => tx.templates.save(changed));
      expect(await inPortal(tx => tx.templates.find(template.id))).toEqual(changed);
      expect(await inPortal(tx => tx.templates.count())).toBe(1);
      expect(await inPortal(tx => tx.templates.accessLists())).toEqual([access]);
    });

    it('are gone with their uses when they are removed', async () => {
      const template = await add('Приветствие');
      await inPortal(tx => tx.templates.noteUse(template.id, ANNA, AT));
      await inPortal(tx => tx.templates.remove(template.id));
      expect(await inPortal(tx => tx.templates.find(template.id))).toBeNull();
      await inPortal(tx => tx.templates.noteUse(template.id, ANNA, AT));
      expect(await titles()).toEqual([]);
    });

    it('are seen by those whom their list names, by their author and by administrators (M-11)', async () => {
      await add('всем');
      await add('Анне', { access: [{ kind: 'USER', id: ANNA, name: 'Анна' }] });
      await add('отделу', { access: [{ kind: 'DEPARTMENT', id: '3', name: 'Продажи' }] });
      await add('группе', { access: [{ kind: 'WORKGROUP', id: '8', name: 'Проект' }] });
      await add('автора', { access: [{ kind: 'USER', id: '99', name: 'Некто' }], authorId: ANNA });
      await add('чужой', { access: [{ kind: 'USER', id: '99', name: 'Некто' }] });
      expect(await titles()).toEqual(['автора', 'анне', 'всем'].map(title => (title === 'анне' ? 'Анне' : title)));
      const member = standing(ANNA, { departments: new Set(['3']), workgroups: new Set(['8']) });
      expect(await titles({}, undefined, member)).toEqual(['автора', 'Анне', 'всем', 'группе', 'отделу']);
      expect(await titles({}, { employeeId: ANNA, isAdministrator: true })).toHaveLength(6);
    });

    it('are found by a part of the title or text, whatever its case and signs', async () => {
      await add('Скидка 10%', { text: 'до пятницы' });
      await add('Скидка 10 рублей', { text: 'до субботы' });
      await add('Прочее', { text: 'СКИДКИ нет' });
      expect(await titles({ search: 'скидк' })).toEqual(['Прочее', 'Скидка 10 рублей', 'Скидка 10%']);
      expect(await titles({ search: '10%' })).toEqual(['Скидка 10%']);
      expect(await titles({ search: '10_' })).toEqual([]);
    });

    it.each<[TemplateOrder, string[]]>([
      ['TITLE', ['а', 'Б', 'в', 'г', 'д', 'е', 'ж']],
      ['TITLE_DESCENDING', ['ж', 'е', 'д', 'г', 'в', 'Б', 'а']],
      ['CATEGORY', ['в', 'а', 'Б', 'г', 'д', 'е', 'ж']],
      ['CATEGORY_DESCENDING', ['а', 'в', 'Б', 'г', 'д', 'е', 'ж']],
      ['CATEGORY_TITLE_DESCENDING', ['в', 'а', 'ж', 'е', 'д', 'г', 'Б']],
      ['CATEGORY_DESCENDING_TITLE_DESCENDING', ['а', 'в', 'ж', 'е', 'д', 'г', 'Б']],
      // Six were used; the five of them that were used last stand first.
      ['RECENT_FIRST', ['ж', 'е', 'д', 'г', 'в', 'а', 'Б']],
    ])('stand in the order %s (M-2)', async (order, expected) => {
      const [first, second] = [await addCategory('А'), await addCategory('Б')];
      const made: Template[] = [];
      for (const title of ['а', 'Б', 'в', 'г', 'д', 'е', 'ж']) {
        const categoryId = title === 'в' ? first.id : title === 'а' ? second.id : null;
        made.push(await add(title, { categoryId }));
      }
      for (const [index, { id }] of made.entries()) {
        if (index > 0) await inPortal(tx => tx.templates.noteUse(id, ANNA, later(index)));
        await inPortal(tx => tx.templates.noteUse(id, BORIS, later(100 - index)));
      }
      expect(await titles({ order })).toEqual(expected);
    });

    it('come in pages without a hole or a repeat', async () => {
      for (const title of ['а', 'б', 'в', 'г', 'д']) await add(title);
      const seen: string[] = [];
      let after: TemplateId | null = null;
      for (let more = true; more;) {
        const page = await inPortal(tx =>
          tx.templates.page(wish({ first: 2, after }), { employeeId: ANNA, isAdministrator: false }, standing(ANNA)),
        );
        seen.push(...page.templates.map(({ title }) => title));
        after = page.templates.at(-1)?.id ?? null;
        more = page.hasNextPage;
      }
      expect(seen).toEqual(['а', 'б', 'в', 'г', 'д']);
      expect(await titles({ after: newId<TemplateId>() })).toEqual([]);
    });
  });

  describe('categories of templates', () => {
    let category: TemplateCategory;
    beforeEach(async () => {
      category = await addCategory('Продажи');
    });

    it('are listed by title, renamed, and filter their templates', async () => {
      await addCategory('Доставка');
      await inPortal(tx => tx.templates.saveCategory(Object.assign(category, { title: 'Акции' })));
      expect((await inPortal(tx => tx.templates.categories())).map(({ title }) => title)).toEqual(['Акции', 'Доставка']);
      await add('внутри', { categoryId: category.id });
      await add('снаружи');
      expect(await titles({ categoryId: category.id })).toEqual(['внутри']);
    });

    it('leave their templates behind when they are removed (M-10)', async () => {
      const template = await add('внутри', { categoryId: category.id });
      expect(await inPortal(tx => tx.templates.removeCategory(category.id))).toBe(true);
      expect(await inPortal(tx => tx.templates.removeCategory(category.id))).toBe(false);
      expect((await inPortal(tx => tx.templates.find(template.id)))?.categoryId).toBeNull();
      expect(await inPortal(tx => tx.templates.category(category.id))).toBeNull();
    });
  });
}
