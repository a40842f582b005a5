/** Templates in memory: the same visibility, order and pages as the database gives. */
import {
  templateRefusal,
  RECENT_TEMPLATES,
  type AccessEntry,
  type Caller,
  type EmployeeId,
  type Standing,
  type Template,
  type TemplateId,
  type TemplatePage,
  type Templates,
  type TemplateWish,
} from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';
import { copyOf, found } from './stored-copies.ts';

export const templatesOf = (state: MemoryState): Templates => ({
  find: async id => found(state.templates.get(id)),
  save: async template => void state.templates.set(template.id, copyOf(template)),
  remove: async id => {
    state.templates.delete(id);
    for (const key of [...state.templateUses.keys()]) if (key.endsWith(`/${id}`)) state.templateUses.delete(key);
  },
  count: async () => state.templates.size,
  accessLists: async () => {
    const lists = [...state.templates.values()].map(({ access }) => access).filter(access => access.length > 0);
    return [...new Map(lists.map((access): [string, AccessEntry[]] => [JSON.stringify(access), access])).values()];
  },
  page: async (wish, caller, standing) => page(state, wish, caller, standing),
  noteUse: async (id, employeeId, at) => {
    const key = useKey(employeeId, id);
    const before = state.templateUses.get(key);
    if (state.templates.has(id) && (before === undefined || before < at)) state.templateUses.set(key, at);
  },
  categories: async () => [...state.templateCategories.values()].sort((a, b) => byTitle(a, b)).map(copyOf),
  category: async id => found(state.templateCategories.get(id)),
  saveCategory: async category => void state.templateCategories.set(category.id, copyOf(category)),
  removeCategory: async id => {
    for (const template of state.templates.values()) {
      if (template.categoryId === id) state.templates.set(template.id, Object.assign(copyOf(template), { categoryId: null }));
    }
    return state.templateCategories.delete(id);
  },
});

const useKey = (employeeId: EmployeeId, id: TemplateId): string => `${employeeId}/${id}`;

interface Titled {
  id: string;
  title: string;
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byTitle = (a: Titled, b: Titled): number => compare(a.title.toLowerCase(), b.title.toLowerCase()) || compare(a.id, b.id);

function page(
  state: MemoryState,
  wish: TemplateWish,
  caller: Pick<Caller, 'employeeId' | 'isAdministrator'>,
  standing: Standing,
): TemplatePage {
  const search = wish.search?.toLowerCase() ?? '';
  const visible = [...state.templates.values()].filter(
    template =>
      templateRefusal(template, caller, standing) === null &&
      (wish.categoryId === null || template.categoryId === wish.categoryId) &&
      (template.title.toLowerCase().includes(search) || template.text.toLowerCase().includes(search)),
  );
  const sorted = visible.sort(orderOf(state, wish, caller.employeeId, visible));
  const start = wish.after === null ? 0 : sorted.findIndex(({ id }) => id === wish.after) + 1;
  const rest = wish.after !== null && start === 0 ? [] : sorted.slice(start);
  return { templates: rest.slice(0, wish.first).map(copyOf), hasNextPage: rest.length > wish.first };
}

function orderOf(
  state: MemoryState,
  { order }: TemplateWish,
  employeeId: EmployeeId,
  visible: readonly Template[],
): (a: Template, b: Template) => number {
  if (order === 'TITLE') return byTitle;
  if (order === 'TITLE_DESCENDING') return (a, b) => byTitle(b, a);
  if (order === 'RECENT_FIRST') {
    const usedAt = ({ id }: Template): number => state.templateUses.get(useKey(employeeId, id))?.getTime() ?? 0;
    const recent = visible
      .filter(template => usedAt(template) > 0)
      .sort((a, b) => usedAt(b) - usedAt(a) || compare(a.id, b.id))
      .slice(0, RECENT_TEMPLATES)
      .map(({ id }) => id);
    const place = ({ id }: Template): number => (recent.includes(id) ? recent.indexOf(id) : RECENT_TEMPLATES);
    return (a, b) => place(a) - place(b) || byTitle(a, b);
  }
  const sign = order.startsWith('CATEGORY_DESCENDING') ? -1 : 1;
  const titleSign = order.endsWith('TITLE_DESCENDING') ? -1 : 1;
  const category = ({ categoryId }: Template): string | null =>
    categoryId === null ? null : (state.templateCategories.get(categoryId)?.title.toLowerCase() ?? null);
  return (a, b) => {
    const [one, other] = [category(a), category(b)];
    if (one === other) return titleSign * byTitle(a, b);
    if (one === null) return 1;
    return other === null ? -1 : sign * compare(one, other);
  };
}
