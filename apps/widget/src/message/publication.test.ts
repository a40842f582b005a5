import { describe, expect, it } from 'vitest';
import { account } from '../../testing/builders.ts';
import { publicationChoice } from './publication.ts';

const unavailable = { __typename: 'GeneralRefusal', code: 'PUBLICATION_UNAVAILABLE', message: 'Выключено', retry: 'NO' } as const;

describe('«Публиковать в чате» switched on', () => {
  it('means the default publication of the account (W-25)', () => {
    expect(publicationChoice(account({ defaultPublication: 'INCOMING' }))).toEqual({ on: 'INCOMING', reason: undefined });
  });

  it('is impossible when the default way is not available: no other one is taken unasked (T-15)', () => {
    const publications = [
      { publication: 'OUTGOING', available: false, reason: unavailable },
      { publication: 'INCOMING', available: true, reason: null },
    ] as const;
    expect(publicationChoice(account({ publications: [...publications] }))).toEqual({ on: undefined, reason: 'Выключено' });
  });

  it('is impossible when nothing can be published, and says why (W-24)', () => {
    const publications = [
      { publication: 'OUTGOING', available: false, reason: unavailable },
      { publication: 'INCOMING', available: false, reason: null },
      { publication: 'NONE', available: true, reason: null },
    ] as const;
    expect(publicationChoice(account({ publications: [...publications] }))).toEqual({ on: undefined, reason: 'Выключено' });
  });

  it('is impossible without an account', () => {
    expect(publicationChoice(undefined)).toEqual({ on: undefined, reason: undefined });
  });
});
