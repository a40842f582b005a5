import { expect, it } from 'vitest';
import { shownAddress } from './recipient.ts';

it.each([
  [{ address: '+79000000011', username: null, phone: null, name: 'Иван' }, '+7 900 000 00 11'],
  [{ address: '700000055', username: 'Alisa_Demo', phone: '+79000000055', name: 'Алиса' }, '@Alisa_Demo'],
  [{ address: '700000055', username: null, phone: '+79000000055', name: 'Алиса' }, '+7 900 000 00 55'],
  [{ address: '700000055', username: null, phone: null, name: 'Алиса' }, 'Алиса'],
  [{ address: '700000055', username: null, phone: null, name: null }, '700000055'],
])('shows people an address that says something to them: %j (D-20)', (recipient, shown) => {
  expect(shownAddress(recipient)).toBe(shown);
});
