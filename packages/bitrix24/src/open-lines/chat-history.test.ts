import type { EmployeeId, LineId, OperatorClaim, PortalId } from '@olchat/domain';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { succeeded } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import { chatMessage, hasOperatorMessage } from './chat-history.ts';

const PORTAL = 'portal' as PortalId;
const CLAIM: OperatorClaim = {
  messenger: 'WHATSAPP',
  lineId: '3' as LineId,
  clientExternalId: '79000000011',
  openLineChatId: '77',
  openLineMessageId: '802',
  authorId: '5' as EmployeeId,
};

interface Row {
  senderid?: string;
  params?: object | [];
}

/** A chat with an older message of the client and the employee's one, as the portal answers it. */
function portalWith(row: Row | null): RestClient {
  const message = (id: string, { senderid = '5', params = [] }: Row = {}) => ({
    id,
    senderid,
    date: '2026-03-10T12:00:00+03:00',
    text: 'в десять',
    params,
  });
  const body = {
    message: { 801: message('801', { senderid: '90' }), ...(row !== null && { 802: message('802', row) }) },
    chat: { 77: { entityId: 'olchat_whatsapp|3|79000000011|90', owner: '5' } },
  };
  const call = (_caller: unknown, _command: unknown, schema: z.ZodType) => Promise.resolve(succeeded(schema.parse(body)));
  return { call } as unknown as RestClient;
}

describe('an operator’s message that an event tells of (SE-2)', () => {
  it.each([
    ['stands', {}, true],
    ['was written by another one', { senderid: '6' }, false],
    ['was taken back before it went to the client', { params: { isDeleted: 'Y' } }, false],
    ['is not there', null, false],
  ] as const)('%s', async (_what, row, isThere) => {
    expect(await hasOperatorMessage(portalWith(row), PORTAL, CLAIM)).toBe(isThere);
  });
});

describe('a message of a chat', () => {
  it.each([
    [{}, { kind: 'stands', text: 'в десять', files: [] }],
    [{ params: { isDeleted: 'Y' } }, { kind: 'deleted' }],
    [null, { kind: 'deleted' }],
  ] as const)('%j is %j', async (row, state) => {
    expect(await chatMessage(portalWith(row), PORTAL, '77', '802')).toEqual(state);
  });

  it('may lie further back than the answer reaches', async () => {
    expect(await chatMessage(portalWith(null), PORTAL, '77', '800')).toEqual({ kind: 'unknown' });
  });
});
