import { describe, expect, it } from 'vitest';
import { aMessage, anAccount, aRecipient, codeOf } from '../../testing/index.ts';
import { newId, type PortalId } from '../ids.ts';
import { choosePublication, incomingMark, publicationOptions, type PublicationFacts } from './publication.ts';

const account = anAccount(newId<PortalId>());
const now = new Date('2026-03-10T09:00:00.000Z');
const facts = (change: Partial<PublicationFacts> = {}): PublicationFacts => ({ hasOwnToken: true, switchedOff: [], now, ...change });
const codes = (change: Partial<PublicationFacts>) =>
  publicationOptions(account, facts(change)).map(({ publication, reason }) => [publication, reason?.code ?? null]);

describe('how a message shows in the chat (O-20…O-23, T-15)', () => {
  it('offers every mode to whoever has a token of his own', () => {
    expect(codes({})).toEqual([
      ['OUTGOING', null],
      ['INCOMING', null],
      ['NONE', null],
    ]);
  });

  it('says why nothing can be published in the name of somebody without a token (decision 26)', () => {
    expect(codes({ hasOwnToken: false })).toEqual([
      ['OUTGOING', 'PORTAL_TOKEN_REFUSED'],
      ['INCOMING', null],
      ['NONE', null],
    ]);
  });

  it('says that the portal cannot do a mode, with the portal’s own word, for an hour after it said so (T-15)', () => {
    const off = { publication: 'OUTGOING' as const, rawCode: 'ERROR_METHOD_NOT_FOUND' };
    const since = (minutes: number) =>
      publicationOptions(account, facts({ switchedOff: [{ ...off, at: new Date(now.getTime() - minutes * 60_000) }] }))[0]?.reason;
    expect(since(59)).toMatchObject({ code: 'PUBLICATION_UNAVAILABLE', details: { rawCode: 'ERROR_METHOD_NOT_FOUND' } });
    expect(since(60)).toBeNull();
  });

  it('takes the mode asked for, else the account’s own (O-22)', () => {
    expect([choosePublication('NONE', account, facts()), choosePublication(null, account, facts())]).toEqual(['NONE', 'INCOMING']);
  });

  it('refuses an unavailable mode and never takes another one unasked (T-15)', () => {
    const without = facts({ hasOwnToken: false });
    expect(codeOf(choosePublication('OUTGOING', account, without))).toBe('PUBLICATION_UNAVAILABLE');
    const outgoing = Object.assign(anAccount(account.portalId), { defaultPublication: 'OUTGOING' });
    expect(codeOf(choosePublication(null, outgoing, without))).toBe('PUBLICATION_UNAVAILABLE');
  });

  it('marks a copy by its origin: a card, or not (O-21, O-25)', () => {
    const { portalId, id: accountId } = account;
    const message = aMessage({ portalId, accountId, recipientId: aRecipient(portalId).id });
    expect([incomingMark(message), incomingMark({ card: null })]).toEqual(['💬 OLChat (CRM):', '💬 OLChat:']);
  });
});

it('chooses nothing, whatever is asked, while the account’s switch is off, and says so beside each mode (C-11, O-28, W-24)', () => {
  const off = anAccount(account.portalId, { publishOutgoing: false });
  expect([choosePublication('INCOMING', off, facts()), choosePublication(null, off, facts({ hasOwnToken: false }))]).toEqual([
    'NONE',
    'NONE',
  ]);
  expect(publicationOptions(off, facts()).map(({ publication, reason }) => [publication, reason?.code ?? null])).toEqual([
    ['OUTGOING', 'PUBLICATION_SWITCHED_OFF'],
    ['INCOMING', 'PUBLICATION_SWITCHED_OFF'],
    ['NONE', null],
  ]);
});
