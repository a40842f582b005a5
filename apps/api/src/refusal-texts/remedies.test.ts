import { refuse, WRITE_OBSTACLES } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { remedy } from './remedies.ts';

describe('what can be done about a reason against writing (K-2)', () => {
  it.each(WRITE_OBSTACLES)('%s is said in Russian and in English', code => {
    const details = { right: 'card', accountState: 'LOGIN_REQUIRED', freeAt: '2026-03-10T09:00:00.000Z' } as const;
    expect(remedy(refuse(code, details), 'ru')).toMatch(/[а-яё].*\.$/);
    expect(remedy(refuse(code), 'ru')).toMatch(/[а-яё].*\.$/);
    expect(remedy(refuse(code, details), 'en')).not.toMatch(/[а-яё]/i);
    expect(remedy(refuse(code), 'en')).toMatch(/\.$/);
  });

  it('differs by what exactly is wrong (E-02, E-05)', () => {
    const of = (...args: Parameters<typeof refuse>) => remedy(refuse(...args), 'ru');
    expect(of('ACCOUNT_NOT_CONNECTED', { accountState: 'LOGIN_REQUIRED' })).toContain('QR-код');
    expect(of('ACCOUNT_NOT_CONNECTED', { accountState: 'DISCONNECTED' })).toContain('подключите линию снова');
    expect(of('FORBIDDEN', { right: 'card' })).toContain('В правах CRM');
  });

  it('says who does not wait: operators under a limit of all messages, running conversations under one of first ones (Q-11)', () => {
    const details = { limit: 40, freeAt: '2026-03-10T09:00:00.000Z' };
    expect(remedy(refuse('LIMIT_REACHED', { ...details, field: 'messagesPerDay' }), 'ru')).toMatch(
      /ответы операторов в чатах не ждут.*«Лимиты»/,
    );
    expect(remedy(refuse('LIMIT_REACHED', details), 'ru')).toContain('начатые переписки идут без ограничений');
    expect(remedy(refuse('LIMIT_REACHED', { ...details, field: 'messagesPerMinute' }), 'en')).toContain(
      'operators’ answers in chats do not wait',
    );
  });

  it('is left to the sentence of a refusal that does not keep anybody from writing', () => {
    expect(remedy(refuse('LINE_TAKEN'), 'ru')).toBeNull();
  });
});
