import { REFUSAL_CODES } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { sentence } from './sentence.ts';

describe.each(['ru', 'en'] as const)('refusal texts in %s', locale => {
  it.each(REFUSAL_CODES)('say %s in a whole sentence without a hole', code => {
    const text = sentence({ code, details: {} }, locale);
    expect(text).toMatch(/^[\p{Lu}].*[.]$/su);
    expect(text).not.toMatch(/undefined|null|NaN|\(\)/);
  });

  it('name which right is missing (E-05)', () => {
    const texts = (['account', 'card', 'line', 'app', 'administrator'] as const).map(right =>
      sentence({ code: 'FORBIDDEN', details: { right } }, locale),
    );
    expect(new Set(texts).size).toBe(5);
  });

  it('name the limit and the next free moment (E-20, E-31)', () => {
    expect(sentence({ code: 'TEXT_TOO_LONG', details: { limit: 1000 } }, locale)).toContain('1000');
    expect(sentence({ code: 'LIMIT_REACHED', details: { freeAt: '2026-03-04T05:06:00Z' } }, locale)).toContain('UTC');
  });
});

it('says which limit of messages is reached (E-31, Q-11)', () => {
  const details = { field: 'messagesPerDay', limit: 40, freeAt: '2026-03-04T05:06:00Z' };
  expect(sentence({ code: 'LIMIT_REACHED', details }, 'ru')).toMatch(
    /^Достигнут предел сообщений линии за 24 часа \(40\)\. Повторите после/,
  );
  expect(sentence({ code: 'LIMIT_REACHED', details: { ...details, field: 'messagesPerMinute' } }, 'en')).toContain(
    'A limit of messages in a minute of this line is reached (40).',
  );
});

it('keeps the words of the original where it has them', () => {
  expect(sentence({ code: 'ACCOUNT_NOT_CONNECTED', details: {} }, 'ru')).toMatch(/^Линия не подключена/);
  expect(sentence({ code: 'NOT_IN_WHATSAPP', details: {} }, 'ru')).toMatch(/^На номере нет зарегистрированного аккаунта WhatsApp/);
  expect(sentence({ code: 'PORTAL_AUTH_MISSING', details: {} }, 'ru')).toMatch(/^Нет данных авторизации от Битрикс24/);
});
