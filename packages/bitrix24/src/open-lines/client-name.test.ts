import { describe, expect, it } from 'vitest';
import { clientName } from './client-name.ts';

describe('clientName', () => {
  it.each([
    ['Иван Петров', { name: 'Иван', last_name: 'Петров' }],
    ['  Анна-Мария   О’Нил 2 ', { name: 'Анна-Мария', last_name: 'О Нил' }],
    ["O'Brien", { name: "O'Brien" }],
    ['✨ Лена 🌸', { name: 'Лена' }],
    ['ООО «Ромашка» (отдел продаж), 3-й этаж', { name: 'ООО', last_name: 'Ромашка отдел продаж й эт' }],
    ['А'.repeat(40), { name: 'А'.repeat(25) }],
    ['79000000011', undefined],
    ['🙂', undefined],
    [null, undefined],
  ])('%j → %j', (pushName, name) => {
    expect(clientName(pushName)).toEqual(name);
  });
});
