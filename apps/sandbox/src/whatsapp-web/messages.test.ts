import { describe, expect, it } from 'vitest';
import { until } from './baileys-client.ts';
import { CLIENT, COMPANY, NOBODY, OTHER_COMPANY, useBench } from './test-bench.ts';

const bench = useBench();

describe('a message', () => {
  it('is decrypted, stands in the ledger before its ack, and is delivered and read by itself (L-7)', async () => {
    bench.sandbox.auto.set({ deliverAfterMs: 300, readAfterMs: 500 });
    const client = await bench.link();
    await client.send(CLIENT, 'Здравствуйте!', '3EB0000000000000000001');
    const ack = await client.ackOf('3EB0000000000000000001');
    expect(ack.attrs).toMatchObject({ from: `${CLIENT}@s.whatsapp.net`, class: 'message' });
    expect(ack.attrs['error']).toBeUndefined();
    expect(bench.rows('message')).toMatchObject([
      {
        service: 'whatsapp-web',
        externalId: '3EB0000000000000000001',
        ours: '3EB0000000000000000001',
        to: CLIENT,
        body: { text: 'Здравствуйте!' },
      },
    ]);
    await until('read', () => client.updates.find(update => update.status === 4));
    expect(client.updates).toEqual([
      { id: '3EB0000000000000000001', status: 3 },
      { id: '3EB0000000000000000001', status: 4 },
    ]);
    expect(client.receipts.map(({ attrs }) => attrs['from']?.split('@')[1])).toEqual(['lid', 's.whatsapp.net']);
    expect(bench.phone().messages).toMatchObject([
      { direction: 'in', text: 'Здравствуйте!', status: 'read', externalId: '3EB0000000000000000001' },
    ]);
  });

  it('with a voice note shows it, and played is more than read (L-7)', async () => {
    const client = await bench.link();
    const audioMessage = { ptt: true, seconds: 7, mimetype: 'audio/ogg; codecs=opus', fileSha256: Buffer.from('aa', 'hex') };
    await client.socket.relayMessage(`${CLIENT}@s.whatsapp.net`, { audioMessage }, { messageId: '3EB0000000000000000008' });
    await client.ackOf('3EB0000000000000000008');
    const voice = { seconds: 7, mime: 'audio/ogg; codecs=opus', sha256: '' };
    expect(bench.rows('message')).toMatchObject([{ body: { text: null, voice } }]);
    expect(await bench.act({ do: 'play' })).toMatchObject({ messages: [{ voice, status: 'played' }] });
    await until('played', () => client.receiptsOf('3EB0000000000000000008').length === 3);
    expect(client.receiptsOf('3EB0000000000000000008')).toEqual(['delivered', 'read', 'played']);
  });

  it('with a document that was never uploaded shows its name and nothing else', async () => {
    const client = await bench.link();
    const documentMessage = {
      fileName: 'счёт.pdf',
      mimetype: 'application/pdf',
      fileLength: 1024,
      caption: 'Ваш счёт',
      fileSha256: Buffer.from('bb', 'hex'),
    };
    await client.socket.relayMessage(`${CLIENT}@s.whatsapp.net`, { documentMessage }, { messageId: '3EB0000000000000000009' });
    await client.ackOf('3EB0000000000000000009');
    // What the message announces is not what the phone shows: nothing lies at the media server.
    const files = [{ name: 'счёт.pdf', size: 0, mime: 'application/pdf', sha256: '' }];
    expect(bench.phone().messages).toMatchObject([{ text: 'Ваш счёт', files }]);
    expect(bench.rows('message')).toMatchObject([{ body: { text: 'Ваш счёт', files } }]);
  });

  it('to a number without WhatsApp is accepted and acknowledged, and never delivered', async () => {
    const client = await bench.link();
    await client.send(NOBODY, 'Есть кто?', '3EB0000000000000000002');
    expect((await client.ackOf('3EB0000000000000000002')).attrs['error']).toBeUndefined();
    expect(bench.rows('message')).toMatchObject([{ to: NOBODY, body: { text: 'Есть кто?' } }]);
  });

  it('sent twice with one id makes two ledger rows and one message at the phone', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'Раз', '3EB0000000000000000003');
    await client.send(CLIENT, 'Раз', '3EB0000000000000000003');
    await until('both accepted', () => bench.rows('message').length === 2);
    expect(bench.rows('message').map(row => row.body)).toEqual([{ text: 'Раз' }, { text: 'Раз' }]);
    expect(bench.phone().messages).toHaveLength(1);
  });

  it('is encrypted again when the phone cannot read it, and arrives once', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'Первое', '3EB0000000000000000004');
    await client.ackOf('3EB0000000000000000004');
    const putBack = client.memory.snapshotSessions();
    await client.send(CLIENT, 'Второе', '3EB0000000000000000005');
    await client.ackOf('3EB0000000000000000005');
    putBack();
    await client.send(CLIENT, 'Третье', '3EB0000000000000000006');
    await client.ackOf('3EB0000000000000000006');
    expect(bench.rows('message')[2]?.body).toEqual({ text: null, undecryptable: true });
    await until('third readable', () => bench.phone().messages.some(({ text }) => text === 'Третье'));
    expect(bench.phone().messages.map(({ text }) => text)).toEqual(['Первое', 'Второе', 'Третье']);
    expect(bench.rows('message')).toHaveLength(3);
    expect(bench.rows('message.retry')).toMatchObject([{ externalId: '3EB0000000000000000006', body: { text: 'Третье' } }]);
  });

  it('to a person who has blocked us is accepted and never delivered, not even after he unblocks', async () => {
    const client = await bench.link();
    await bench.act({ do: 'block' });
    await client.send(CLIENT, 'Ау', '3EB0000000000000000007');
    expect((await client.ackOf('3EB0000000000000000007')).attrs['error']).toBeUndefined();
    await expect(bench.act({ do: 'read' })).rejects.toThrow('blocked');
    await bench.act({ do: 'block' });
    await bench.act({ do: 'read' });
    expect(bench.phone().messages).toMatchObject([{ status: 'accepted' }]);
  });
});

describe('two accounts at once', () => {
  it('write to one client side by side, each with its own session and receipts', async () => {
    const [first, second] = await Promise.all([bench.link(COMPANY), bench.link(OTHER_COMPANY)]);
    await Promise.all([
      first.send(CLIENT, 'от первой', '3EB0000000000000000011'),
      second.send(CLIENT, 'от второй', '3EB0000000000000000012'),
    ]);
    await Promise.all([first.ackOf('3EB0000000000000000011'), second.ackOf('3EB0000000000000000012')]);
    await bench.act({ do: 'read' });
    await until(
      'read of both',
      () => first.receiptsOf('3EB0000000000000000011').length === 2 && second.receiptsOf('3EB0000000000000000012').length === 2,
    );
    expect(first.receiptsOf('3EB0000000000000000012')).toEqual([]);
    expect(new Set(bench.phone().messages.map(({ text }) => text))).toEqual(new Set(['от первой', 'от второй']));
  });

  it('of one phone see each other’s messages', async () => {
    const first = await bench.link();
    const second = await bench.link();
    await first.send(CLIENT, 'Привет', '3EB0000000000000000013');
    await first.ackOf('3EB0000000000000000013');
    const echo = await until('echo', () => second.echoes.find(({ key }) => key.id === '3EB0000000000000000013'));
    expect(echo.message?.extendedTextMessage?.text).toBe('Привет');
    expect(bench.rows('message')).toHaveLength(1);
  });
});

describe('a reply from the phone (H-1)', () => {
  it('comes in live, from the LID with the number beside', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'Добрый день', '3EB0000000000000000021');
    await client.ackOf('3EB0000000000000000021');
    await bench.act({ do: 'reply', text: 'И вам' });
    const { type, message } = await until('reply', () => client.inbound[0]);
    expect(type).toBe('notify');
    expect(message.message?.conversation).toBe('И вам');
    expect(message.key).toMatchObject({ remoteJidAlt: `${CLIENT}@s.whatsapp.net`, addressingMode: 'lid' });
    expect(message.pushName).toBe('Иван');
    expect(bench.phone().messages.map(({ direction, status }) => ({ direction, status }))).toEqual([
      { direction: 'in', status: 'accepted' },
      { direction: 'out', status: 'sent' },
    ]);
  });
});

describe('troubles with messages (FA-7)', () => {
  it.each([
    ['refuse', { do: 'refuse', code: '463' } as const, '463', 0],
    ['delay', { do: 'delay', ms: 100 } as const, undefined, 1],
  ])('%s answers as the rule says', async (_name, rule, error, accepted) => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'message', to: CLIENT, times: 1, ...rule }]);
    await client.send(CLIENT, 'Текст', '3EB0000000000000000041');
    expect((await client.ackOf('3EB0000000000000000041')).attrs['error']).toBe(error);
    expect(bench.rows('message')).toHaveLength(accepted);
    expect(bench.phone().messages).toHaveLength(accepted);
  });

  it.each([
    ['lose-answer', 1],
    ['drop', 0],
  ] as const)('%s leaves the sender without an answer', async (trouble, accepted) => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'message', do: trouble, times: 1 }]);
    await client.send(CLIENT, 'Пропавшее', '3EB0000000000000000042');
    await client.send(CLIENT, 'Следующее', '3EB0000000000000000043');
    await client.ackOf('3EB0000000000000000043');
    expect(client.acks.map(ack => ack.attrs['id'])).toEqual(['3EB0000000000000000043']);
    expect(bench.rows('message')).toHaveLength(accepted + 1);
  });

  it('close accepts and cuts the connection', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'message', do: 'close', times: 1 }]);
    await client.send(CLIENT, 'Текст', '3EB0000000000000000044');
    expect(await client.closed()).toBe(428);
    expect(client.acks).toEqual([]);
    expect(bench.rows('message')).toHaveLength(1);
  });
});

describe('a restart of the server over the same store', () => {
  it('keeps pairings, Signal sessions, waiting receipts and due work', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'До', '3EB0000000000000000051');
    await client.ackOf('3EB0000000000000000051');
    bench.sandbox.auto.set({ deliverAfterMs: 100, readAfterMs: 100 });
    await client.send(CLIENT, 'Между', '3EB0000000000000000052');
    await client.ackOf('3EB0000000000000000052');
    await bench.sandbox.close();
    await client.closed();
    await bench.start();
    const back = await bench.reconnect(client);
    await until('overdue receipts', () => back.receiptsOf('3EB0000000000000000052').length === 2);
    await back.send(CLIENT, 'После', '3EB0000000000000000053');
    await back.ackOf('3EB0000000000000000053');
    expect(bench.phone().messages.map(({ text }) => text)).toEqual(['До', 'Между', 'После']);
    expect(bench.rows('message').map(row => row.body)).toEqual([{ text: 'До' }, { text: 'Между' }, { text: 'После' }]);
  });

  it('after a reset has no messages, and goes on decrypting', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'До', '3EB0000000000000000054');
    await client.ackOf('3EB0000000000000000054');
    await bench.act({ do: 'block' });
    bench.sandbox.server.resetMessages();
    expect(bench.phone()).toMatchObject({ blocked: false, messages: [] });
    await client.send(CLIENT, 'После', '3EB0000000000000000055');
    await client.ackOf('3EB0000000000000000055');
    expect(bench.phone().messages).toMatchObject([{ text: 'После' }]);
  });
});
