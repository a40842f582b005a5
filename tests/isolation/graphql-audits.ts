/** The stock audits of GraphQL over HTTP against the running API. Nothing is added to their requests but who is calling. */
import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import type { AttackedSystem } from './attacked-system.ts';

export function graphqlAudits(current: () => AttackedSystem): void {
  const signed: typeof fetch = (input, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${current().portals.tokens.owner}`);
    return fetch(input, { ...init, headers });
  };
  const audits = serverAudits({ url: () => current().system.graphqlUrl, fetchFn: signed });

  describe('GraphQL over HTTP', () => {
    it.each(audits.map(audit => [audit.id, audit.name, audit] as const))('%s: %s', async (_id, _name, audit) => {
      const result = await audit.fn();
      expect({ status: result.status, reason: 'reason' in result ? result.reason : '' }).toEqual({ status: 'ok', reason: '' });
    });
  });
}
