/** Values as the portal's card shows them to an employee. */
import type { Portal } from '../portal-data.ts';
import { STATUS_NAMES } from './directories.ts';
import { employeeName } from './items.ts';
import type { FieldValue } from './items.ts';

interface Shown {
  type: string;
  statusType?: string;
  items?: readonly { ID: string; VALUE: string }[];
}

const roubles = (amount: number): string =>
  `${new Intl.NumberFormat('ru-RU', { minimumFractionDigits: amount % 1 === 0 ? 0 : 2, maximumFractionDigits: 2 }).format(amount)} ₽`;

const date = (iso: string): string => `${iso.slice(8, 10)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}`;

export const printedValue = (portal: Portal, field: Shown, value: FieldValue): string => {
  if (Array.isArray(value)) return value.map(one => printedValue(portal, field, one)).join(', ');
  const text = String(value ?? '');
  if (text === '') return '';
  switch (field.type) {
    case 'date':
      return date(text);
    case 'datetime':
      return `${date(text)} ${text.slice(11, 16)}`;
    case 'money': {
      const [amount = '', currency = ''] = text.split('|');
      return currency === 'RUB' ? roubles(Number(amount)) : `${amount} ${currency}`;
    }
    case 'boolean':
      return ['1', 'Y', 'true'].includes(text) ? 'да' : 'нет';
    case 'enumeration':
      return field.items?.find(item => item.ID === text)?.VALUE ?? '';
    case 'crm_status':
      return STATUS_NAMES.get(`${field.statusType ?? ''}/${text}`) ?? text;
    case 'user':
    case 'employee':
      return employeeName(portal, Number(text));
    case 'text':
      return text.replaceAll(/<[^>]*>/g, '');
    default:
      return text;
  }
};

export const printedSum = (amount: FieldValue, currency: FieldValue): string =>
  currency === 'RUB' ? roubles(Number(amount ?? 0)) : `${String(amount ?? 0)} ${String(currency ?? '')}`;
