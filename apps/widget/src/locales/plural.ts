const RUSSIAN_FORMS: Partial<Record<Intl.LDMLPluralRule, number>> = { one: 0, few: 1, many: 2 };
const russianRules = new Intl.PluralRules('ru');

/** Which of the forms «one | few | many» goes with a number. */
export function russianForm(count: number, forms: number): number {
  return Math.min(RUSSIAN_FORMS[russianRules.select(count)] ?? 1, forms - 1);
}

const englishRules = new Intl.PluralRules('en');

/** Which of the forms "one | other" goes with a number. */
export function englishForm(count: number, forms: number): number {
  return Math.min(englishRules.select(count) === 'one' ? 0 : 1, forms - 1);
}
