import { describe, expect, it } from 'vitest';
import { loginStep } from '../../testing/builders.ts';
import { eventually, fakeApi } from '../../testing/fake-api.ts';
import { mountComposable } from '../../testing/mount.ts';
import { useLogin } from './use-login.ts';

const step = (change: Parameters<typeof loginStep>[0] = {}) => ({ __typename: 'LoginStep' as const, ...loginStep(change) });

/** A login at the step of the code, whose next answer the test gives when it likes. */
async function atCode() {
  const api = fakeApi({ continueLogin: () => step({ kind: 'CODE', qr: null }) });
  const { result } = mountComposable(() => useLogin(), api);
  await result.answer('account-1');
  await eventually(() => expect(api.feed('login').variables).toEqual({ accountId: 'account-1' }));
  const late = Promise.withResolvers<unknown>();
  api.answers['continueLogin'] = () => late.promise;
  return { ...result, late, tell: (change: Parameters<typeof loginStep>[0]) => api.feed('login').emit(loginStep(change)), api };
}

describe('the login of an account', () => {
  it('is not set back by an answer that its feed overtook (C-4)', async () => {
    const { step: now, answer, late, tell, isBusy } = await atCode();
    const answered = answer('account-1', { code: '12345' });
    tell({ kind: 'PASSWORD', qr: null });
    late.resolve(step({ kind: 'WAIT', qr: null }));
    await answered;
    expect([now.value?.kind, isBusy.value]).toEqual(['PASSWORD', false]);
  });

  it('takes the answer where its feed is silent', async () => {
    const { step: now, answer, late } = await atCode();
    const answered = answer('account-1', { code: '12345' });
    late.resolve(step({ kind: 'PASSWORD', qr: null }));
    await answered;
    expect(now.value?.kind).toBe('PASSWORD');
  });

  it('that was left does not come back with a late answer', async () => {
    const { step: now, answer, late, leave, isBusy } = await atCode();
    const answered = answer('account-1', { code: '12345' });
    leave();
    expect(isBusy.value).toBe(false);
    late.resolve(step({ kind: 'PASSWORD', qr: null }));
    await answered;
    expect(now.value).toBeUndefined();
  });

  it('of another account is not taken over by a late answer, nor by its refusal', async () => {
    const { step: now, refusal, answer, late, api } = await atCode();
    const answered = answer('account-1', { code: '12345' });
    api.answers['continueLogin'] = () => step({ accountId: 'account-2', kind: 'QR' });
    await answer('account-2');
    late.resolve({ __typename: 'GeneralRefusal', code: 'FORBIDDEN', message: 'Нельзя', retry: 'NO' });
    await answered;
    expect([now.value?.accountId, refusal.value]).toEqual(['account-2', undefined]);
  });
});
