import { describe, expect, it } from 'vitest';
import { MalformedForm, parseFormBody } from './form-body.ts';

describe('parseFormBody', () => {
  it('nests maps and lists of any depth that Bitrix24 uses (SE-30)', () => {
    expect(parseFormBody('data[MESSAGES][0][message][files][0][link]=https%3A%2F%2Fa&auth[member_id]=m')).toMatchObject({
      data: { MESSAGES: [{ message: { files: [{ link: 'https://a' }] } }] },
      auth: { member_id: 'm' },
    });
  });

  it('does not lose the end of a body of 5 000 parameters, where auth stands', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `data[p${index}]=${index}`).join('&');
    expect(parseFormBody(`${many}&auth[member_id]=m`)).toMatchObject({ auth: { member_id: 'm' } });
  });

  it('reads bytes as UTF-8', () => {
    expect(parseFormBody(Buffer.from('text=Привет+мир'))).toMatchObject({ text: 'Привет мир' });
  });

  it('takes an unnamed list', () => {
    expect(parseFormBody('id[]=a&id[]=b')).toMatchObject({ id: ['a', 'b'] });
  });

  it.each([
    ['a body of more than 5 MB', `a=${'x'.repeat(5 * 1024 * 1024)}`],
    ['deeper nesting', `a${'[b]'.repeat(13)}=1`],
    ['too many parameters', Array.from({ length: 20_001 }, (_, index) => `p${index}=1`).join('&')],
    ['a list of thousands', 'a[1001]=1'],
    ['a scalar that is said twice', 'auth[member_id]=m&auth[member_id]=n'],
    ['a scalar that is said twice in another spelling', 'auth[member_id]=m&auth%5Bmember_id%5D=n'],
    ['a name that is a value and a map', 'auth=m&auth[member_id]=n'],
    ['a prototype', '__proto__[admin]=1'],
    ['a prototype inside', 'data[constructor][prototype][x]=1'],
    ['a name that is no UTF-8', '%ff=1'],
  ])('refuses %s instead of cutting it', (_what, body) => {
    expect(() => parseFormBody(body)).toThrow(MalformedForm);
  });

  it('refuses bytes that are no UTF-8', () => {
    expect(() => parseFormBody(Buffer.from([0x61, 0x3d, 0xff]))).toThrow(MalformedForm);
  });
});
