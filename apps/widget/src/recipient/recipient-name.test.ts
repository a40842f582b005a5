import { describe, expect, it } from 'vitest';
import { recipientName } from './recipient-name.ts';

describe('a recipient by name', () => {
  it.each([
    [{ label: 'Дмитрий', address: '+79000000011', username: null }, 'Дмитрий, +79000000011'],
    [{ label: '+79000000011', address: '+79000000011', username: null }, '+79000000011'],
    [{ label: 'Алиса', address: '700000055', username: 'alisa_demo' }, 'Алиса (@alisa_demo)'],
    [{ label: 'Алиса', address: '700000055', username: null }, 'Алиса'],
  ])('%o is %s, never Telegram’s id (D-25)', (recipient, name) => {
    expect(recipientName(recipient)).toBe(name);
  });
});
