import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CardAddress } from '../ports/crm.ts';
import { telegramReference, type TelegramReference } from './telegram-reference.ts';

const CONTEXT = { country: 'RU', ourConnector: 'olchat_telegram' };
const read = (kind: CardAddress['kind'], value: string, valueType = 'WORK', country = 'RU') =>
  telegramReference({ kind, value, valueType }, { ...CONTEXT, country });
const username = (value: string): TelegramReference => ({ kind: 'USERNAME', value });
const phone = (value: string): TelegramReference => ({ kind: 'PHONE', value });
const no = (reason: Extract<TelegramReference, { kind: 'UNSUPPORTED' }>['reason']): TelegramReference => ({ kind: 'UNSUPPORTED', reason });

describe('a value of «Телефон» (D-22)', () => {
  it.each([
    ['+7 (900) 000-00-11', '+79000000011'],
    ['8 900 000 00 11', '+79000000011'],
    ['9000000011', '+79000000011'],
    ['+7 900 000-00-11 доб. 5', '+79000000011'],
    ['+888 0000 1234', '+88800001234'], // a number without a phone, as Telegram sells them
  ])('%s is a number', (value, expected) => expect(read('PHONE', value)).toEqual(phone(expected)));

  it('with + keeps the code of its country, whatever the portal’s is', () => {
    expect(read('PHONE', '+8 900 000 00 11')).toEqual(phone('+89000000011'));
    expect(read('PHONE', '+380 44 000 00 00', 'WORK', 'KZ')).toEqual(phone('+380440000000'));
  });

  it.each(['нет', '123', '+7 900', '@name_demo'])('%s is no number', value => expect(read('PHONE', value)).toEqual(no('INVALID')));
});

describe('a value of «Мессенджер» (D-23)', () => {
  it('made by an open line of ours carries the id of the user', () => {
    expect(read('IM', 'imol|olchat_telegram|1|700000057|571', 'OPENLINE')).toEqual({ kind: 'ID', value: '700000057' });
    expect(read('IM', 'IMOL|OLCHAT_TELEGRAM|1|700000057|571', 'IMOL')).toEqual({ kind: 'ID', value: '700000057' });
  });

  it('made by somebody else’s connector, or by ours for another messenger, is nobody’s id', () => {
    for (const connector of ['livechat', 'telegrambot', 'olchat_whatsapp'])
      expect(read('IM', `imol|${connector}|1|67|21`, 'OPENLINE')).toEqual(no('FOREIGN_MARK'));
    expect(read('IM', 'imol|olchat_telegram|1||', 'OPENLINE')).toEqual(no('INVALID'));
  });

  it.each([
    ['@Alisa_Demo', username('alisa_demo')],
    ['alisa_demo', username('alisa_demo')],
    ['+7 900 000-00-17', phone('+79000000017')],
    ['8 (900) 000-00-17', phone('+79000000017')],
    ['https://t.me/alisa_demo', username('alisa_demo')],
    ['два слова', no('INVALID')],
    ['@ab', no('INVALID')],
    ['@with__two', no('INVALID')],
    ['@ends_', no('INVALID')],
    ['@1begins', no('INVALID')],
  ])('of the type Telegram: %s', (value, expected) => expect(read('IM', value, 'TELEGRAM')).toEqual(expected));

  it('of another type counts only as a link', () => {
    expect(read('IM', 'alisa_demo', 'VK')).toBeNull();
    expect(read('IM', '+7 900 000-00-17', 'VIBER')).toBeNull();
    expect(read('IM', 't.me/alisa_demo', 'OTHER')).toEqual(username('alisa_demo'));
  });
});

describe('a value of «Сайт» (D-24)', () => {
  it.each([
    ['https://t.me/Gleb_Demo', username('gleb_demo')],
    ['t.me/gleb_demo', username('gleb_demo')],
    ['http://www.t.me/gleb_demo/', username('gleb_demo')],
    ['https://telegram.me/gleb_demo', username('gleb_demo')],
    ['https://telegram.dog/gleb_demo?start=1#x', username('gleb_demo')],
    ['https://t.me/gleb_demo/123', username('gleb_demo')],
    ['https://t.me/s/gleb_demo', username('gleb_demo')],
    ['https://julia_demo.t.me/', username('julia_demo')],
    ['julia_demo.t.me', username('julia_demo')],
    ['https://t.me/+79000000017', phone('+79000000017')],
    ['https://t.me/79000000017', phone('+79000000017')],
    ['https://t.me/%2B79000000017', phone('+79000000017')],
    ['tg://resolve?domain=gleb_demo', username('gleb_demo')],
    ['tg:resolve?domain=gleb_demo', username('gleb_demo')],
    ['tg://resolve?phone=79000000017', phone('+79000000017')],
    ['https://t.me/+AbCdEfGhIjK', no('INVITE_LINK')],
    ['https://t.me/joinchat/AbCdEf', no('INVITE_LINK')],
    ['tg://join?invite=AbCdEf', no('INVITE_LINK')],
    ['https://t.me/contact/token', no('CONTACT_TOKEN')],
    ['tg://contact?token=abc', no('CONTACT_TOKEN')],
    ['https://t.me/c/12345/6', no('SERVICE_LINK')],
    ['https://t.me/share?url=x', no('SERVICE_LINK')],
    ['https://t.me/addstickers/pack', no('SERVICE_LINK')],
    ['https://www.t.me.t.me/', null],
    ['https://x.t.me/', no('SERVICE_LINK')],
    ['https://t.me/', no('INVALID')],
    ['https://romashka.example.com', null],
    ['https://not-t.me/gleb_demo', null],
    ['https://example.com/t.me/gleb_demo', null],
  ])('%s', (value, expected) => expect(read('WEB', value)).toEqual(expected));
});

describe('whatever somebody typed', () => {
  const kinds = fc.constantFrom<CardAddress['kind']>('PHONE', 'IM', 'WEB');
  const types = fc.constantFrom('TELEGRAM', 'OPENLINE', 'WORK', 'OTHER');
  const names = fc
    .tuple(fc.constantFrom(...'abcXYZ'), fc.array(fc.constantFrom(...'abzXY019'), { minLength: 4, maxLength: 20 }))
    .map(([first, rest]) => `q${first}${rest.join('')}`);

  it('is read or left, never thrown over (FA-9)', () => {
    fc.assert(
      fc.property(
        kinds,
        types,
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map(end => `https://t.me/${end}`),
        ),
        (kind, type, value) => {
          const found = read(kind, value, type);
          if (found?.kind === 'USERNAME') expect(found.value).toMatch(/^[a-z][a-z0-9_]{3,31}$/);
          if (found?.kind === 'PHONE') expect(found.value).toMatch(/^\+[1-9]\d{4,14}$/);
          if (found?.kind === 'ID') expect(found.value).toMatch(/^[1-9]\d*$/);
        },
      ),
    );
  });

  it('is one person in every form of his name', () => {
    fc.assert(
      fc.property(names, name => {
        const forms = [
          read('IM', `@${name}`, 'TELEGRAM'),
          read('IM', ` ${name.toUpperCase()} `, 'TELEGRAM'),
          read('WEB', `https://t.me/${name}`),
          read('WEB', `${name}.t.me`),
          read('WEB', `tg://resolve?domain=${name}`),
        ];
        for (const form of forms) expect(form).toEqual(username(name.toLowerCase()));
      }),
    );
  });

  it('is one person in every form of his number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 9_999_999 }), tail => {
        const number = `7900${tail}`;
        const spaced = `+7 (900) ${String(tail).slice(0, 3)}-${String(tail).slice(3, 5)}-${String(tail).slice(5)}`;
        const forms = [
          read('PHONE', spaced),
          read('PHONE', `8${number.slice(1)}`),
          read('IM', spaced, 'TELEGRAM'),
          read('WEB', `t.me/${number}`),
          read('WEB', `https://t.me/+${number}`),
          read('WEB', `tg://resolve?phone=${number}`),
        ];
        for (const form of forms) expect(form).toEqual(phone(`+${number}`));
      }),
    );
  });
});
