import { describe, expect, it } from 'vitest';
import { deliveryBench } from '../../testing/index.ts';
import { MAX_CRASHES } from '../account/sending-limits.ts';
import { LeaseLostError } from '../ports/session-store.ts';

describe('what a worker that died left behind (GU-7)', () => {
  it('was claimed: it provably did not leave, and goes at its place', async () => {
    const { world, message, recover, deliver, texts } = await deliveryBench();
    await world.accept(message({ text: 'первое', delivery: 'CLAIMED', attempt: 1 }), message({ text: 'второе' }));
    await recover();
    await deliver();
    await deliver();
    expect(texts()).toEqual(['первое', 'второе']);
  });

  it('was being called: nobody knows, and it is not sent again (Q-3, GU-3)', async () => {
    const { world, session, message, recover, deliver } = await deliveryBench();
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    await recover();
    expect(await world.message(one.id)).toMatchObject({ status: 'UNCONFIRMED', delivery: 'DONE', failure: { code: 'NOT_CONFIRMED' } });
    expect([await deliver(), session.sent, world.heard()]).toEqual([false, [], ['UNCONFIRMED']]);
  });

  it('was being called, where a repeat is harmless: it is asked again with the same id (GU-3)', async () => {
    const { world, session, message, recover, deliver } = await deliveryBench({ capabilities: { repeatIsHarmless: true } });
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    await recover();
    expect((await world.message(one.id)).delivery).toBe('ASKING');
    await deliver();
    expect(session.sent.map(sent => sent.externalMessageId)).toEqual([one.externalMessageId]);
    expect(await world.message(one.id)).toMatchObject({ status: 'SENT', attempt: 2 });
  });

  it('ended its process three times: it is given up, and the lane goes on (RE-11, FA-24)', async () => {
    const { world, message, recover, deliver, texts } = await deliveryBench();
    const poison = message({ text: 'яд', delivery: 'CLAIMED', attempt: MAX_CRASHES });
    await world.accept(poison, message({ text: 'следом' }));
    await recover();
    expect(await world.message(poison.id)).toMatchObject({ status: 'FAILED', delivery: 'DONE' });
    await deliver();
    expect(texts()).toEqual(['следом']);
  });

  it('was told of by a receipt meanwhile: the receipt’s word stands', async () => {
    const { world, message, recover } = await deliveryBench();
    const one = message({ delivery: 'CALLING', attempt: 1, status: 'DELIVERED' });
    await world.accept(one);
    await recover();
    expect(await world.message(one.id)).toMatchObject({ status: 'DELIVERED', delivery: 'DONE' });
  });

  it('is not for a holder that lost his lease himself', async () => {
    const { world, context, message, recover } = await deliveryBench();
    const one = message({ delivery: 'CALLING', attempt: 1 });
    await world.accept(one);
    world.storage.loseLease(context.lease);
    await expect(recover()).rejects.toBeInstanceOf(LeaseLostError);
    expect((await world.message(one.id)).delivery).toBe('CALLING');
  });
});
