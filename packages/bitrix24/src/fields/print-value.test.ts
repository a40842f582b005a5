import { describe, expect, it } from 'vitest';
import type { Field } from './field.ts';
import { printDate, printMoment } from './moment.ts';
import { currenciesBody, printMoney } from './money.ts';
import { plainText } from './plain-text.ts';
import { type Lookups, printValue } from './print-value.ts';

const [RUB, USD] = currenciesBody.parse([
  { CURRENCY: 'RUB', FULL_NAME: 'Российский рубль', FORMAT_STRING: '# &#8381;', DEC_POINT: ',', THOUSANDS_SEP: '&nbsp;', DECIMALS: '2' },
  { CURRENCY: 'USD', FULL_NAME: 'Доллар США', FORMAT_STRING: '$#', DEC_POINT: '.', THOUSANDS_SEP: ',', DECIMALS: 2 },
]);

const lookups: Lookups = {
  users: new Map([['27', { NAME: 'Мария', LAST_NAME: 'Смирнова' }]]),
  statuses: new Map([['DEAL_STAGE/NEW', 'Новая']]),
  currencies: new Map([
    ['RUB', RUB ?? fail()],
    ['USD', USD ?? fail()],
  ]),
  titles: new Map([
    ['3/51', 'Иван Петров'],
    ['2/81', 'Ремонт'],
  ]),
  categories: new Map([['3', 'Опт']]),
};

function fail(): never {
  throw new Error('a currency is missing');
}

const field = (type: string, more: Partial<Field> = {}): Field => ({
  code: 'UF_CRM_X',
  name: 'UF_CRM_X',
  type,
  title: 'Поле',
  statusType: '',
  items: new Map(),
  ...more,
});
const printed = (type: string, value: unknown, more: Partial<Field> = {}, rest: Record<string, unknown> = {}): string | null =>
  printValue(field(type, more), { UF_CRM_X: value, ...rest }, lookups, 'ru');

describe('a value of a card in a text (M-6)', () => {
  it.each<[string, unknown, string, Partial<Field>?]>([
    ['string', 'Ромашка', 'Ромашка'],
    ['integer', 0, '0'],
    ['double', 12.5, '12.5'],
    ['boolean', 'Y', 'да'],
    ['boolean', '0', 'нет'],
    ['boolean', false, 'нет'],
    ['date', '2026-11-21T03:00:00+03:00', '21.11.2026'],
    ['datetime', '2026-11-21T23:45:00+03:00', '21.11.2026 23:45'],
    ['money', '1234567.5|RUB', '1\u00a0234\u00a0567,50 ₽'],
    ['enumeration', 79, 'Срочно', { items: new Map([['79', 'Срочно']]) }],
    ['enumeration', ['79', '80'], 'Срочно', { items: new Map([['79', 'Срочно']]) }],
    ['crm_status', 'NEW', 'Новая', { statusType: 'DEAL_STAGE' }],
    ['crm_currency', 'USD', 'Доллар США'],
    ['crm_category', 3, 'Опт'],
    ['user', 27, 'Мария Смирнова'],
    ['employee', ['', '27'], 'Мария Смирнова'],
    ['crm_contact', 51, 'Иван Петров'],
    ['crm_entity', 81, 'Ремонт', { code: 'PARENT_ID_2' }],
    ['crm', ['D_81', 'C_51'], 'Ремонт'],
    ['address', 'Ленина, 1|;|55.1;37.2', 'Ленина, 1'],
    ['text', '<p>Звонить <b>утром</b></p><p>&laquo;да&raquo; &amp; нет</p>', 'Звонить утром\n«да» & нет'],
    ['text', '[b]Срочно[/b] [url=https://example.com]сайт[/url]', 'Срочно сайт (https://example.com)'],
  ])('of type %s prints %j as %j', (type, value, text, more = {}) => {
    expect(printed(type, value, more)).toBe(text);
  });

  it.each<[string, unknown]>([
    ['string', ''],
    ['string', null],
    ['string', '   '],
    ['enumeration', '81'],
    ['crm_status', 'GONE'],
    ['user', '999'],
    ['user', []],
    ['money', '|RUB'],
    ['crm_contact', 0],
    ['date', 'soon'],
    ['string', { url: 'https://example.com' }],
  ])('of type %s has nothing to print for %j', (type, value) => {
    expect(printed(type, value)).toBeNull();
  });

  it('prints the sum of a record with its currency', () => {
    expect(printed('double', 300_000, { code: 'OPPORTUNITY' }, { currencyId: 'RUB' })).toBe('300\u00a0000 ₽');
    expect(printed('double', '-1234.5', { code: 'OPPORTUNITY' }, { currencyId: 'USD' })).toBe('$-1,234.50');
    expect(printed('double', 10, { code: 'OPPORTUNITY' }, { currencyId: 'XAU' })).toBe('10 XAU');
  });

  it('prints dates and hours as the portal wrote them, in the order of the language', () => {
    expect(printDate('2026-01-02', 'en')).toBe('01/02/2026');
    expect(printMoment('2026-01-02T00:05:00+05:00', 'en')).toBe('01/02/2026 12:05 am');
    expect(printMoment('2026-01-02T15:05:00+05:00', 'en')).toBe('01/02/2026 03:05 pm');
    expect(printMoment('2026-01-02', 'ru')).toBe('02.01.2026');
  });

  it('keeps the number sign of an entity when it puts the amount in', () => {
    expect(printMoney(5, RUB, 'RUB')).toBe('5 ₽');
  });

  it('leaves no tag and no broken sign in a text', () => {
    expect(plainText('a &#0; &#55296; &#x1F600; &unknown; 2 < 3 <script>x</script>')).toBe('a \ufffd \ufffd 😀 &unknown; 2 < 3 x');
  });

  it('reads every named entity once, and no ampersand that only looks like one', () => {
    expect(plainText('&rarr; &Ouml;l &amp;lt;b&amp;gt; AT&T &copy 2026')).toBe('→ Öl &lt;b&gt; AT&T &copy 2026');
  });
});
