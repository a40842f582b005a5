import { describe, expect, it } from 'vitest';
import { ANNA, deliveryBench } from '../../testing/index.ts';
import { refuse } from '../refusal.ts';

/** An operator's message that waits, and stands in its chat. */
async function given() {
  const bench = await deliveryBench();
  const { world, message } = bench;
  const { dialog: lineChat } = await world.addChat();
  const waiting = message({ origin: 'OPEN_LINE', openLineMessageId: '801', text: 'в десять' });
  await world.accept(waiting);
  lineChat.messages.push({ id: '801', author: ANNA, text: 'в десять', externalId: null, deliveredAs: null });
  const takeBack = (): void => {
    lineChat.messages.splice(0, 1);
    world.openLines.deleted.add('801');
  };
  const asked = () => world.openLines.calls.filter(call => call === 'chatMessage').length;
  return { ...bench, waiting, takeBack, asked };
}

describe('an operator’s message that had to wait (O-30)', () => {
  it('does not leave when he deleted it meanwhile', async () => {
    const { world, waiting, takeBack, deliver, texts } = await given();
    world.clock.advance(60_000);
    takeBack();
    expect([await deliver(), texts()]).toEqual([true, []]);
    const stored = await world.message(waiting.id);
    expect(stored).toMatchObject({ status: 'CANCELLED', delivery: 'DONE', failure: null });
    expect(stored.history.at(-1)).toMatchObject({ status: 'CANCELLED', source: 'PERSON' });
    expect(await deliver()).toBe(false);
  });

  it('leaves when it still stands there', async () => {
    const { world, deliver, texts } = await given();
    world.clock.advance(60_000);
    expect([await deliver(), texts()]).toEqual([true, ['в десять']]);
  });

  it('leaves when the portal cannot say', async () => {
    const { world, takeBack, deliver, texts } = await given();
    world.clock.advance(60_000);
    takeBack();
    world.openLines.doom('chatMessage', refuse('PORTAL_UNAVAILABLE'));
    expect([await deliver(), texts()]).toEqual([true, ['в десять']]);
  });

  it('asks the portal nothing when it leaves at once', async () => {
    const { deliver, texts, asked } = await given();
    expect([await deliver(), texts(), asked()]).toEqual([true, ['в десять'], 0]);
  });
});
