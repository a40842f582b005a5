/** Money by the portal's own format of the currency (Bitrix24 docs, crm.currency.list). */
import { z } from 'zod';
import { plainText } from './plain-text.ts';

const text = z.string().nullish().transform(value => value ?? ''); // prettier-ignore

const currency = z.object({
  CURRENCY: z.string(),
  FULL_NAME: text,
  /** `#` is the amount; signs of currencies come as HTML entities: `# &#8381;`. */
  FORMAT_STRING: text,
  DEC_POINT: text,
  THOUSANDS_SEP: text,
  DECIMALS: z.coerce.number().int().min(0).max(8).catch(2),
});

export const currenciesBody = z.array(currency);
export type Currency = z.output<typeof currency>;

/** Zero kopecks are left out, as the card does by default (`HIDE_ZERO`). */
export const printMoney = (amount: number, currency: Currency | undefined, code: string): string => {
  if (currency === undefined) return `${amount} ${code}`.trim();
  const [whole = '0', fraction = ''] = Math.abs(amount).toFixed(currency.DECIMALS).split('.');
  const separator = currency.THOUSANDS_SEP === '' ? '' : plainText(currency.THOUSANDS_SEP, { trim: false });
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, separator);
  const number = `${amount < 0 ? '-' : ''}${grouped}${/^0*$/.test(fraction) ? '' : `${currency.DEC_POINT || '.'}${fraction}`}`;
  const format = currency.FORMAT_STRING === '' ? `# ${code}` : currency.FORMAT_STRING;
  return plainText(format.replaceAll(/(?<!&)#/g, number));
};

/** A field of type `money` holds `1500|RUB`. */
export const parseMoney = (raw: string): { amount: number; code: string } | null => {
  const [amount = '', code = ''] = raw.split('|');
  return amount.trim() === '' || Number.isNaN(Number(amount)) ? null : { amount: Number(amount), code };
};
