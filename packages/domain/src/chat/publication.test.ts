import { describe, expect, it } from 'vitest';
import { anAccount, codeOf } from '../../testing/index.ts';
import { newId, type PortalId } from '../ids.ts';
import { choosePublication, publicationOptions } from './publication.ts';

const account = anAccount(newId<PortalId>());

describe('how a message shows in the chat (O-20…O-23, T-15)', () => {
  it('offers every mode to whoever has a token of his own', () => {
    expect(publicationOptions(account, true).map(({ publication, reason }) => [publication, reason])).toEqual([
      ['OUTGOING', null],
      ['INCOMING', null],
      ['NONE', null],
    ]);
  });

  it('says why nothing can be published in the name of somebody without a token (decision 26)', () => {
    expect(publicationOptions(account, false).map(({ publication, reason }) => [publication, reason?.code ?? null])).toEqual([
      ['OUTGOING', 'PORTAL_TOKEN_REFUSED'],
      ['INCOMING', null],
      ['NONE', null],
    ]);
  });

  it('takes the mode asked for, else the account’s own (O-22)', () => {
    expect([choosePublication('NONE', account, true), choosePublication(null, account, true)]).toEqual(['NONE', 'INCOMING']);
  });

  it('refuses an unavailable mode and never takes another one unasked (T-15)', () => {
    expect(codeOf(choosePublication('OUTGOING', account, false))).toBe('PUBLICATION_UNAVAILABLE');
    expect(codeOf(choosePublication(null, Object.assign(anAccount(account.portalId), { defaultPublication: 'OUTGOING' }), false))).toBe(
      'PUBLICATION_UNAVAILABLE',
    );
  });
});
