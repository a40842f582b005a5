import { describe, expect, it } from 'vitest';
import { ack, CLIENT_LID, OTHER_ID, OUR_ID, OWN_JID, PHONE_ID, receipt, SECONDS } from './fixtures/stanzas.ts';
import { receiptsOf, serverAckOf } from './receipts.ts';

const learnedAt = new Date('2026-11-21T12:00:00Z');
const happenedAt = new Date(SECONDS * 1000);

describe('receipts', () => {
  it.each([
    [undefined, 'delivered'],
    ['read', 'read'],
    ['played', 'read'],
    ['sender', 'sent'],
  ] as const)('of type %s say %s (L-7)', (type, status) => {
    const [one] = receiptsOf(receipt(type === undefined ? {} : { type }), learnedAt);
    expect(one).toEqual({ externalMessageId: OUR_ID, status, occurredAt: happenedAt, rawCode: type ?? null });
  });

  it.each(['retry', 'inactive', 'hist_sync', 'peer_msg', 'read-self', 'server-error', 'enc_rekey_retry', 'something-new'])(
    'of type %s say nothing about us',
    type => {
      expect(receiptsOf(receipt({ type }), learnedAt)).toEqual([]);
    },
  );

  it('name every message of a list once', () => {
    const receipts = receiptsOf(receipt({ type: 'read' }, [OTHER_ID, OUR_ID]), learnedAt);
    expect(receipts.map(one => one.externalMessageId)).toEqual([OUR_ID, OTHER_ID]);
  });

  it('count from the number and from the LID alike', () => {
    expect(receiptsOf(receipt({ from: CLIENT_LID }), learnedAt)).toHaveLength(1);
  });

  it('for messages of the phone itself are left out', () => {
    expect(receiptsOf(receipt({ id: PHONE_ID, type: 'read' }, [OUR_ID]), learnedAt).map(one => one.externalMessageId)).toEqual([OUR_ID]);
  });

  it('of our own other devices speak of ours only when they have a copy', () => {
    const own = { from: OWN_JID, recipient: CLIENT_LID };
    expect(receiptsOf(receipt({ ...own, type: 'sender' }), learnedAt).map(one => one.status)).toEqual(['sent']);
    expect(receiptsOf(receipt({ ...own, type: 'read' }), learnedAt)).toEqual([]);
    expect(receiptsOf(receipt(own), learnedAt)).toEqual([]);
  });

  it.each(['120363000000000000@g.us', 'status@broadcast', 's.whatsapp.net'])('from %s are no receipts of a client', from => {
    expect(receiptsOf(receipt({ from }), learnedAt)).toEqual([]);
  });

  it.each(['', '0', 'soon'])('without a usable time («%s») happened when we learned of them', t => {
    expect(receiptsOf(receipt({ t }), learnedAt)[0]?.occurredAt).toEqual(learnedAt);
  });
});

describe('acknowledgements of the server', () => {
  it('without an error mean that it has the message', () => {
    expect(serverAckOf(ack(), learnedAt)).toEqual({ externalMessageId: OUR_ID, error: null, at: happenedAt });
  });

  it('carry the error as it came', () => {
    expect(serverAckOf(ack({ error: '463' }), learnedAt)?.error).toBe('463');
  });

  it('without an id are nothing', () => {
    expect(serverAckOf({ tag: 'ack', attrs: { class: 'message' } }, learnedAt)).toBeNull();
  });
});
