import { describe, expect, it } from 'vitest';
import { namesAnother } from './names-another.ts';

describe('a text that names somebody', () => {
  it.each([
    ['Добрый день, Дмитрий!', 'Дмитрий Иванов', 'Анна Смирнова', 'Дмитрий'],
    ['Напомните Дмитрию о встрече', 'Дмитрий Иванов', 'Анна Смирнова', 'Дмитрию'],
    ['иванова жду', 'Дмитрий Иванов', 'Анна Смирнова', 'иванова'],
    ['Hello Dmitry', 'Dmitry', '+7 961 951-20-44', 'Dmitry'],
  ])('«%s» for %s is not for %s', (text, earlier, now, word) => {
    expect(namesAnother(text, earlier, now)).toBe(word);
  });

  it.each([
    ['of the same person with another number', 'Добрый день, Дмитрий!', 'Дмитрий Иванов', 'Дмитрий Иванов'],
    ['of a namesake', 'Добрый день, Дмитрий!', 'Дмитрий Иванов', 'Дмитрий Петров'],
    ['that names nobody', 'Добрый день!', 'Дмитрий Иванов', 'Анна Смирнова'],
    ['with the end of a longer word', 'Недмитрий', 'Дмитрий', 'Анна'],
    ['without a name to look for', 'Позвоните +7 961', '+7 961 951-20-44', 'Анна'],
    ['with a short word of a company', 'ООО или АО', 'ООО Рога', 'АО Копыта'],
  ])('%s is for both', (_which, text, earlier, now) => {
    expect(namesAnother(text, earlier, now)).toBeUndefined();
  });
});
