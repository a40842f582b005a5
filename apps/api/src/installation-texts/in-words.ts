/** What a check of the installation names, in words for people. */
import { en } from './en.ts';
import type { InstallationTexts } from './installation-texts.ts';
import { ru } from './ru.ts';

type Locale = 'ru' | 'en';
const TEXTS: Record<Locale, InstallationTexts> = { ru, en };

/** `placement CRM_DEAL_DETAIL_ACTIVITY` → «Пункт меню в карточке сделки». */
export function thingInWords(what: string, locale: Locale): string {
  const { places, items, sorts, things } = TEXTS[locale];
  const [sort = '', name = ''] = what.split(' ', 2);
  // Of two items at one place the second says whose it is: `CRM_DEAL_DETAIL_ACTIVITY.TELEGRAM`.
  const [place = '', item] = name.split('.', 2);
  const inCard = sort === 'placement' ? places[place] : undefined;
  const itsPlace = inCard === undefined || item === undefined ? inCard : `${inCard}, ${items[item] ?? item}`;
  return things[what] ?? itsPlace ?? sorts[sort]?.(name) ?? what;
}

/** A code may be followed by the other side's own one: both together speak first, then the other side's, then ours. */
export function failureInWords(code: string, locale: Locale): string {
  const { failures, otherwise } = TEXTS[locale];
  const known = [...code.split(' '), code].findLast(part => part in failures);
  return (known === undefined ? undefined : failures[known]) ?? otherwise(code);
}
