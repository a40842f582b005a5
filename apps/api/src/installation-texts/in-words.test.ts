import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { failureInWords, thingInWords } from './in-words.ts';
import { ru } from './ru.ts';

describe('what a check of the installation says', () => {
  it('names a place by its card, anything else by its sort, and never hides what it does not know', () => {
    expect(thingInWords('placement CRM_DEAL_DETAIL_ACTIVITY', 'ru')).toBe('Пункт меню в карточке сделки');
    expect(thingInWords('placement CRM_DYNAMIC_177_DETAIL_ACTIVITY', 'en')).toBe('Placement CRM_DYNAMIC_177_DETAIL_ACTIVITY');
    expect(thingInWords('placement CRM_DEAL_DETAIL_ACTIVITY.TELEGRAM', 'ru')).toBe('Пункт меню в карточке сделки, Telegram');
    expect(thingInWords('event ONAPPUNINSTALL', 'en')).toBe('Subscription to the event ONAPPUNINSTALL');
    expect(thingInWords('token-server', 'ru')).toBe('Сервер авторизации Битрикс24');
    expect(thingInWords('something new', 'en')).toBe('something new');
  });

  it('gives every failure a sentence, from the most exact code that has one (G-13)', () => {
    expect(failureInWords('PORTAL_UNAVAILABLE NOT_CONNECTED', 'ru')).toBe(ru.failures['NOT_CONNECTED']);
    expect(failureInWords('PORTAL_UNAVAILABLE ECONNREFUSED', 'ru')).toBe(ru.failures['PORTAL_UNAVAILABLE']);
    expect(failureInWords('PORTAL_UNAVAILABLE ACCESS_DENIED', 'en')).toMatch(/plan/);
    expect(failureInWords('ERROR_CORE', 'en')).toBe('The portal refused: ERROR_CORE.');
  });

  it('knows the same things in both languages', () => {
    for (const part of ['places', 'sorts', 'things', 'failures'] as const) expect(Object.keys(en[part])).toEqual(Object.keys(ru[part]));
  });
});
