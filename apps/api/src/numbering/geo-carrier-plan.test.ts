import { describe, expect, it } from 'vitest';
import { GeoCarrierPlan } from './geo-carrier-plan.ts';

const plan = new GeoCarrierPlan();

describe('what the numbering plans say about a number (S-1)', () => {
  it('names region and zone of a landline, in Russian and in English', async () => {
    expect(await plan.facts('+73812000000', 'ru')).toEqual({
      country: 'RU',
      countryName: 'Россия',
      region: 'Омская обл.',
      operator: null,
      timeZones: ['Asia/Omsk'],
    });
    expect(await plan.facts('+73812000000', 'en')).toMatchObject({ countryName: 'Russia', region: 'Omsk' });
  });

  it('names the operator of a mobile range, in Russian too', async () => {
    expect(await plan.facts('+79030000000', 'ru')).toMatchObject({ operator: 'Билайн', region: null });
    expect(await plan.facts('+79030000000', 'en')).toMatchObject({ operator: 'Beeline', region: null });
  });

  it('does not take every Russian mobile number for one of Moscow (S-4)', async () => {
    const facts = await plan.facts('+79140000000', 'ru');
    expect(facts?.timeZones).toEqual(expect.arrayContaining(['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Yakutsk', 'Asia/Kamchatka']));
    expect(facts?.timeZones?.some(zone => zone === 'Asia/Almaty' || zone === 'Europe/Bucharest')).toBe(false);
  });

  it('knows the one zone of a country that has one', async () => {
    expect(await plan.facts('+375290000000', 'ru')).toMatchObject({ country: 'BY', countryName: 'Беларусь', timeZones: ['Europe/Minsk'] });
  });

  it('tells the two countries behind +7 apart', async () => {
    expect(await plan.facts('+77010000000', 'ru')).toMatchObject({ country: 'KZ', countryName: 'Казахстан' });
  });

  it('says nothing about what is no number of a country', async () => {
    expect(await plan.facts('@anna', 'ru')).toBeNull();
    expect(await plan.facts('79030000000', 'ru')).toBeNull();
    expect(await plan.facts('+88216000000', 'ru')).toBeNull();
  });

  it('answers about one number from memory the second time', async () => {
    expect(plan.facts('+79030000000', 'ru')).toBe(plan.facts('+79030000000', 'ru'));
  });
});
