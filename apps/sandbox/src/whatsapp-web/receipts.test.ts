import { describe, expect, it } from 'vitest';
import { type BaileysClient, until } from './baileys-client.ts';
import { CLIENT, useBench } from './test-bench.ts';

const bench = useBench();

describe('receipts', () => {
  const deliverAndRead = async (client: BaileysClient, id: string): Promise<void> => {
    await client.send(CLIENT, 'Текст', id);
    await client.ackOf(id);
    await bench.act({ do: 'deliver' });
    await bench.act({ do: 'read' });
  };

  it('come twice when told to repeat', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'receipt', do: 'repeat' }]);
    await deliverAndRead(client, '3EB0000000000000000031');
    await until('four receipts', () => client.receiptsOf('3EB0000000000000000031').length === 4);
    expect(client.receiptsOf('3EB0000000000000000031')).toEqual(['delivered', 'delivered', 'read', 'read']);
  });

  it('come in reverse order when told to reorder', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([{ service: 'whatsapp-web', method: 'receipt', do: 'reorder' }]);
    await deliverAndRead(client, '3EB0000000000000000032');
    await until('two receipts', () => client.receiptsOf('3EB0000000000000000032').length === 2);
    expect(client.receiptsOf('3EB0000000000000000032')).toEqual(['read', 'delivered']);
  });

  it('come late or never when told so', async () => {
    const client = await bench.link();
    bench.sandbox.faults.add([
      { service: 'whatsapp-web', method: 'receipt', do: 'late', ms: 200, times: 1 },
      { service: 'whatsapp-web', method: 'receipt', do: 'drop', times: 1 },
    ]);
    await deliverAndRead(client, '3EB0000000000000000033');
    expect(client.receiptsOf('3EB0000000000000000033')).toEqual([]);
    await until('the late one', () => client.receiptsOf('3EB0000000000000000033').length === 1);
    expect(client.receiptsOf('3EB0000000000000000033')).toEqual(['delivered']);
    expect(bench.phone().messages[0]?.status).toBe('read');
  });

  it('that came while the device was offline are there after it reconnects, once', async () => {
    const client = await bench.link();
    await client.send(CLIENT, 'Текст', '3EB0000000000000000034');
    await client.ackOf('3EB0000000000000000034');
    await client.close();
    await bench.act({ do: 'read' });
    await bench.act({ do: 'reply', text: 'Пишу, пока вас нет' });
    const back = await bench.reconnect(client);
    await until('receipts', () => back.receiptsOf('3EB0000000000000000034').length === 2);
    expect(back.receiptsOf('3EB0000000000000000034')).toEqual(['delivered', 'read']);
    // Baileys merges what came while it was offline: one update with the last status.
    expect(await until('update', () => back.updates.at(-1))).toEqual({ id: '3EB0000000000000000034', status: 4 });
    expect(await until('reply', () => back.inbound[0])).toMatchObject({
      type: 'append',
      message: { message: { conversation: 'Пишу, пока вас нет' } },
    });
    await until('all taken', () => bench.sandbox.store.collection('whatsapp-web.letter').entries().length === 0);
    await back.close();
    const again = await bench.reconnect(back);
    expect(again.receipts).toEqual([]);
  });

  it('wait until the phone is online', async () => {
    bench.sandbox.auto.set({ deliverAfterMs: 0, readAfterMs: 0 });
    const client = await bench.link();
    await bench.act({ do: 'offline' });
    await client.send(CLIENT, 'Текст', '3EB0000000000000000035');
    await client.ackOf('3EB0000000000000000035');
    await expect(bench.act({ do: 'read' })).rejects.toThrow('offline');
    expect(bench.phone()).toMatchObject({ online: false, messages: [{ status: 'accepted' }] });
    await bench.act({ do: 'online' });
    await until('read', () => client.receiptsOf('3EB0000000000000000035').length === 2);
    expect(client.receiptsOf('3EB0000000000000000035')).toEqual(['delivered', 'read']);
  });
});
