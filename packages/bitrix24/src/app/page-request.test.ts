import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { cardOfPlacement, parsePageRequest } from './page-request.ts';

const query = { DOMAIN: 'demo.bitrix24.ru', PROTOCOL: '1', LANG: 'ru', APP_SID: 'f'.repeat(32) };
const body = {
  AUTH_ID: 'access',
  AUTH_EXPIRES: '3600',
  REFRESH_ID: 'refresh',
  SERVER_ENDPOINT: 'https://oauth.bitrix.info/rest/',
  APPLICATION_TOKEN: 'token',
  APPLICATION_SCOPE: 'crm,placement',
  member_id: 'm',
  status: 'L',
  PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY',
  PLACEMENT_OPTIONS: '{"ID":"8061","URI":"/crm/deal/details/8061/"}',
};

describe('parsePageRequest', () => {
  it('reads what the portal posts into the frame', () => {
    expect(parsePageRequest(query, body)).toEqual({
      memberId: 'm',
      domain: 'demo.bitrix24.ru',
      language: 'ru',
      appSid: 'f'.repeat(32),
      accessToken: 'access',
      refreshToken: 'refresh',
      expiresInSeconds: 3600,
      applicationToken: 'token',
      serverEndpoint: 'https://oauth.bitrix.info/rest/',
      placement: 'CRM_DEAL_DETAIL_ACTIVITY',
      options: { ID: '8061', URI: '/crm/deal/details/8061/' },
    });
  });

  it('takes a page without a token: the page itself says what to do (E-06)', () => {
    expect(parsePageRequest({}, { member_id: 'm' })).toMatchObject({
      accessToken: null,
      refreshToken: null,
      placement: 'DEFAULT',
      options: {},
    });
  });

  it('keeps scalars of the options and takes an empty list for no options', () => {
    expect(parsePageRequest(query, { ...body, PLACEMENT_OPTIONS: '{"LINE":3,"STATUS":false,"X":{}}' }).options).toEqual({
      LINE: '3',
      STATUS: 'false',
    });
    expect(parsePageRequest(query, { ...body, PLACEMENT_OPTIONS: '[]' }).options).toEqual({});
  });

  it.each([
    { ...body, member_id: '' },
    { ...body, PLACEMENT_OPTIONS: '{' },
    { ...body, PLACEMENT_OPTIONS: '"text"' },
    { ...body, AUTH_ID: ['a', 'b'] },
  ])('refuses what no portal sends (SE-31)', wrong => {
    expect(() => parsePageRequest(query, wrong)).toThrow(ZodError);
  });
});

describe('cardOfPlacement', () => {
  it.each([
    ['CRM_LEAD_DETAIL_ACTIVITY', { ID: '1' }, { type: 'LEAD', id: '1', smartProcessTypeId: null }],
    ['CRM_ORDER_DETAIL_ACTIVITY', { ID: '236' }, { type: 'ORDER', id: '236', smartProcessTypeId: null }],
    ['CRM_DYNAMIC_1256_DETAIL_ACTIVITY', { ID: '4' }, { type: 'SMART_PROCESS', id: '4', smartProcessTypeId: '1256' }],
    ['CRM_DYNAMIC_1256_DETAIL_TOOLBAR', { ENTITY_ID: '4' }, { type: 'SMART_PROCESS', id: '4', smartProcessTypeId: '1256' }],
  ])('%s is a card (G-2)', (placement, options, card) => {
    expect(cardOfPlacement(placement, options)).toEqual(card);
  });

  it.each([
    ['DEFAULT', { ID: '1' }],
    ['CRM_DEAL_DETAIL_ACTIVITY', {}],
    ['CRM_DEAL_DETAIL_ACTIVITY', { ID: '1 or 2' }],
    ['CRM_QUOTE_DETAIL_ACTIVITY', { ID: '1' }],
    ['CRM_DYNAMIC_31_DETAIL_ACTIVITY', { ID: '1' }],
  ])('%s %j is none', (placement, options) => {
    expect(cardOfPlacement(placement, options)).toBeNull();
  });
});
