import { describe, expect, it } from 'vitest';
import { ANNA, BORIS, World } from '../../testing/index.ts';
import { newId, type TemplateCategoryId } from '../ids.ts';
import { isRefusal, type Refusal } from '../refusal.ts';
import { findTemplates } from './find-templates.ts';
import { createTemplate, deleteTemplate, isNameable, updateTemplate, type TemplateContent } from './save-template.ts';
import { createTemplateCategory, deleteTemplateCategory, renameTemplateCategory } from './template-categories.ts';
import { parseVariable } from './variables.ts';

const content = (fields: Partial<TemplateContent> = {}): TemplateContent => ({
  title: 'Приветствие',
  text: 'Здравствуйте, {{CONTACT:NAME}}!',
  categoryId: null,
  access: [],
  ...fields,
});
const given = <T>(answer: T | Refusal): T => {
  if (isRefusal(answer)) throw new Error(answer.code);
  return answer;
};
const ALL = { search: null, categoryId: null, order: 'TITLE', first: 20, after: null } as const;

describe('saving a template', () => {
  it('keeps title and text as they were written (M-3)', async () => {
    const world = await World.open();
    const template = given(await createTemplate(world, world.caller, content({ title: '  Приветствие ', text: ' Строка\nвторая ' })));
    expect(template).toMatchObject({ title: 'Приветствие', text: ' Строка\nвторая ', authorId: ANNA, access: [] });
  });

  it.each<[string, Partial<TemplateContent>, object]>([
    ['an empty title', { title: ' ' }, { code: 'TEXT_EMPTY', details: { field: 'title' } }],
    ['a long title', { title: 'я'.repeat(101) }, { code: 'TEXT_TOO_LONG', details: { field: 'title', limit: 100 } }],
    ['an empty text', { text: ' \n' }, { code: 'TEXT_EMPTY', details: { field: 'text' } }],
    ['a long text', { text: 'я'.repeat(4097) }, { code: 'TEXT_TOO_LONG', details: { field: 'text', limit: 4096 } }],
    ['an unknown field', { text: '{{CONTACT:AGE}}' }, { code: 'VARIABLE_UNKNOWN', details: { variable: '{{CONTACT:AGE}}' } }],
    ['braces that are no variable', { text: 'Привет, {{имя}}' }, { code: 'VARIABLE_UNKNOWN', details: { variable: '{{имя}}' } }],
    ['a category that is not there', { categoryId: newId<TemplateCategoryId>() }, { code: 'NOT_FOUND', details: { field: 'categoryId' } }],
    ['somebody unknown on its list', { access: [{ kind: 'USER', id: '404' }] }, { code: 'NOT_FOUND', details: { field: 'access' } }],
  ])('refuses %s (M-3, M-7, M-8)', async (_what, fields, refusal) => {
    const world = await World.open();
    expect(await createTemplate(world, world.caller, content(fields))).toMatchObject(refusal);
    expect((await findTemplates(world, world.caller, ALL)).templates).toEqual([]);
  });

  it('knows fields behind fields (M-4)', async () => {
    const { cardFields } = await World.open();
    const nameable = (spelling: string): boolean => {
      const variable = parseVariable(spelling);
      return variable !== null && isNameable(variable, cardFields.fields);
    };
    expect(
      ['CONTACT:NAME', 'CONTACT:ASSIGNED_BY_ID|NAME', 'CONTACT:COMPANY_ID|TITLE', 'UF_CRM_SIZE', 'CONTACT:COMPANY_ID'].filter(
        spelling => !nameable(spelling),
      ),
    ).toEqual([]);
    expect(['CONTACT:NAME|NAME', 'CONTACT:ASSIGNED_BY_ID|AGE', 'CONTACT:COMPANY_ID|NAME', 'LEAD:UF_CRM_SIZE'].filter(nameable)).toEqual([]);
  });

  it('does not ask the portal about a text without variables', async () => {
    const world = await World.open();
    world.cardFields.refusal = { refused: true, code: 'PORTAL_UNAVAILABLE', retry: 'YES', details: {} };
    given(await createTemplate(world, world.caller, content({ text: 'Добрый день' })));
    expect(await createTemplate(world, world.caller, content())).toMatchObject({ code: 'PORTAL_UNAVAILABLE' });
  });
});

describe('changing a template', () => {
  it('is for its author and for administrators; others do not find it (M-9, M-11)', async () => {
    const world = await World.open();
    const author = { ...world.caller, employeeId: BORIS, isAdministrator: false };
    const { id } = given(await createTemplate(world, author, content()));
    const stranger = { ...world.caller, isAdministrator: false };
    expect(await updateTemplate(world, stranger, id, { title: 'Чужое' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await deleteTemplate(world, stranger, id)).toMatchObject({ code: 'NOT_FOUND' });
    world.clock.advance(1000);
    const changed = given(await updateTemplate(world, author, id, { title: 'Своё' }));
    expect(changed).toMatchObject({ title: 'Своё', text: content().text });
    expect(changed.updatedAt.getTime()).toBe(changed.createdAt.getTime() + 1000);
    expect(given(await updateTemplate(world, world.caller, id, { text: 'Добрый день' })).title).toBe('Своё');
    expect(await deleteTemplate(world, world.caller, id)).toBe(id);
    expect((await findTemplates(world, author, ALL)).templates).toEqual([]);
  });

  it('shows a restricted one to those whom its list names now (M-11, A-13)', async () => {
    const world = await World.open();
    const author = { ...world.caller, employeeId: BORIS, isAdministrator: false };
    world.directory.employees.add(BORIS);
    given(await createTemplate(world, author, content({ access: [{ kind: 'USER', id: BORIS }] })));
    const reader = { ...world.caller, isAdministrator: false };
    expect((await findTemplates(world, reader, ALL)).templates).toEqual([]);
    expect((await findTemplates(world, author, ALL)).templates).toHaveLength(1);
  });
});

describe('categories (M-10)', () => {
  it('are kept by administrators, one of a name', async () => {
    const world = await World.open();
    const first = given(await createTemplateCategory(world, world.caller, ' Продажи '));
    expect(given(await createTemplateCategory(world, world.caller, 'продажи')).id).toBe(first.id);
    expect(given(await renameTemplateCategory(world, world.caller, first.id, 'Акции')).title).toBe('Акции');
    const employee = { ...world.caller, isAdministrator: false };
    expect(await createTemplateCategory(world, employee, 'Мои')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await renameTemplateCategory(world, employee, first.id, 'Мои')).toMatchObject({ code: 'FORBIDDEN' });
    expect(await deleteTemplateCategory(world, employee, first.id)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await createTemplateCategory(world, world.caller, '')).toMatchObject({ code: 'TEXT_EMPTY' });
    expect(await deleteTemplateCategory(world, world.caller, first.id)).toBe(first.id);
    expect(await deleteTemplateCategory(world, world.caller, first.id)).toMatchObject({ code: 'NOT_FOUND' });
  });
});
