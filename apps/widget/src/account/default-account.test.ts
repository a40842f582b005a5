import { describe, expect, it } from 'vitest';
import { account } from '../../testing/builders.ts';
import { defaultAccount } from './default-account.ts';

const sales = account({ id: 'sales', title: 'Продажи' });
const support = account({ id: 'support', title: 'Поддержка' });
const broken = account({ id: 'broken', title: 'Архив', state: 'LOGIN_REQUIRED' });

describe('the line a form opens with (W-4)', () => {
  it('is the only one', () => {
    expect(defaultAccount([sales], {})).toBe(sales);
  });

  it('is the one last used for this client, before the one last used by the employee', () => {
    expect(defaultAccount([sales, support], { forClient: 'support', ofEmployee: 'sales' })).toBe(support);
  });

  it('is the one last used by the employee', () => {
    expect(defaultAccount([sales, support], { forClient: null, ofEmployee: 'sales' })).toBe(sales);
  });

  it('is the first by name when nothing was used', () => {
    expect(defaultAccount([sales, support], {})).toBe(support);
  });

  it('is never one that cannot be used (W-3)', () => {
    expect(defaultAccount([broken, sales], { forClient: 'broken', ofEmployee: 'broken' })).toBe(sales);
    expect(defaultAccount([broken], {})).toBeUndefined();
  });
});
