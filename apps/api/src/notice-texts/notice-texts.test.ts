import { NOTICE_KINDS } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import { noticeWords } from './notice-texts.ts';

const words = noticeWords('OLChat');
const at = new Date('2026-03-10T21:04:05.678Z');

describe('a notice', () => {
  it('names its connector and the moment in Moscow, then the text (N-1)', () => {
    expect(words.text({ kind: 'connection-lost', connector: 'Продажи', at, details: {} }, 'ru')).toBe(
      '«Продажи» [11.03.2026 00:04:05 MSK] Соединение потеряно. Проверьте подключение телефона.',
    );
    expect(words.text({ kind: 'connection-restored', connector: 'Sales', at, details: {} }, 'en')).toBe(
      '«Sales» [11.03.2026 00:04:05 MSK] The connection is restored.',
    );
  });

  it('of the application itself is in its name', () => {
    const details = { employeeName: 'Анна Смирнова', why: 'DISMISSED' as const };
    expect(words.text({ kind: 'rights-owner-lost', connector: null, at, details }, 'ru')).toContain('«OLChat» [');
    expect(words.text({ kind: 'rights-owner-lost', connector: null, at, details }, 'ru')).toContain('Анна Смирнова: он уволен');
  });

  it('of a failed message gives the reason and how many there were (N-6)', () => {
    const details = { address: '+7900•••01', code: 'NOT_IN_WHATSAPP' as const };
    expect(words.text({ kind: 'message-failed', connector: 'Продажи', at, details }, 'ru')).toMatch(
      /Сообщение клиенту \+7900•••01 не отправлено\. \S+/,
    );
    expect(words.text({ kind: 'message-failed', connector: 'Продажи', at, details: { ...details, times: 4 } }, 'ru')).toContain(
      'Не отправлено сообщений: 4.',
    );
  });

  it('of spam says until when and what to do (N-3)', () => {
    const text = words.text({ kind: 'spam-warning', connector: 'Продажи', at, details: { until: '2026-03-12T09:00:00.000Z' } }, 'ru');
    expect(text).toContain('до 12.03.2026 12:00:00 MSK');
    expect(text).toContain('Приостановите рассылки');
  });

  it.each(NOTICE_KINDS)('%s has a sentence in both languages, with nothing left open', kind => {
    for (const locale of ['ru', 'en'] as const) {
      const text = words.text({ kind, connector: 'К', at, details: {} }, locale);
      expect(text).toMatch(/^«К» \[11\.03\.2026 00:04:05 MSK\] .{10,}/);
      expect(text).not.toMatch(/undefined|null|NaN/);
    }
  });
});
