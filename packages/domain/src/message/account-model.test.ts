/** One account under everything that can happen to it at once, against a small model of what must come of it (FA-10). */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { aRecipient, codeOf, granted, ScriptedSession, World } from '../../testing/index.ts';
import { MAX_CRASHES, MAX_WAIT_MS, RECIPIENT_HOLD_MS } from '../account/sending-limits.ts';
import type { MessageId, RecipientId } from '../ids.ts';
import type { SendOutcome } from '../ports/connector/outgoing.ts';
import type { Storage } from '../ports/storage.ts';
import { applyReceipts } from './apply-receipts.ts';
import { cancelMessage } from './cancel-message.ts';
import { deliverNext } from './deliver-message.ts';
import { recoverDeliveries } from './recover-deliveries.ts';
import { rank, type DeliveryStatus } from './delivery-status.ts';
import { sendAgain } from './send-again.ts';
import { sendMessage } from './send-message.ts';

type Outcome = SendOutcome['kind'];
type Command =
  | { do: 'send'; to: number }
  | { do: 'same key'; which: number }
  | { do: 'deliver'; outcome: Outcome; taken: boolean }
  /** The worker dies before its n-th commit; the messenger may have taken the message. Another one goes on. */
  | { do: 'die'; commit: number; taken: boolean }
  | { do: 'receipt'; which: number; status: 'sent' | 'delivered' | 'read' | 'failed' }
  | { do: 'cancel'; which: number }
  | { do: 'again'; which: number }
  | { do: 'wait'; ms: number };

const which = fc.nat(30);
const COMMANDS: fc.Arbitrary<Command> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('same key' as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('deliver' as const),
      outcome: fc.constantFrom<Outcome>('accepted', 'accepted', 'accepted', 'refused', 'not-sent', 'unknown'),
      taken: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('die' as const), commit: fc.integer({ min: 1, max: 3 }), taken: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('receipt' as const),
      which,
      status: fc.constantFrom('sent' as const, 'delivered' as const, 'read' as const, 'failed' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('again' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1000, 30_000, RECIPIENT_HOLD_MS, 400_000, MAX_WAIT_MS + 1),
    }),
  },
);

/** What the model knows of one message. */
interface Known {
  id: MessageId;
  key: string;
  text: string;
  to: RecipientId;
  status: DeliveryStatus;
  isReady: boolean;
  acceptedAt: number;
  notBefore: number;
  /** Since when nobody knows what became of it. */
  doubtedAt: number;
  attempts: number;
  /** How often a person asked for it: once, and for each repeat of a doubtful one. */
  wishes: number;
  /** What it was sent again as: once, however often a person asks (L-12). */
  again: MessageId | null;
}

class Model {
  readonly messages: Known[] = [];

  /** The oldest that waits, unless it is not its time yet; those behind a doubtful one of the same client are stepped over (RE-7, Q-4). */
  next(now: number): Known | undefined {
    const held = new Set<RecipientId>();
    for (const message of this.messages) {
      if (message.isReady && !held.has(message.to)) return message.notBefore <= now ? message : undefined;
      if (message.status === 'UNCONFIRMED' && message.doubtedAt > now - RECIPIENT_HOLD_MS) held.add(message.to);
    }
    return undefined;
  }

  /** What waited longer than a day is given up when its turn comes. */
  takeNext(now: number): Known | undefined {
    for (let next = this.next(now); next !== undefined; next = this.next(now)) {
      if (next.status !== 'QUEUED' || now - next.acceptedAt <= MAX_WAIT_MS) return next;
      this.end(next, 'FAILED', now);
    }
    return undefined;
  }

  end(message: Known, status: DeliveryStatus, now: number): void {
    message.isReady = false;
    message.doubtedAt = now;
    this.learn(message, status);
  }

  learn(message: Known, status: DeliveryStatus): void {
    if (rank(status) > rank(message.status)) message.status = status;
  }
}

async function run(commands: readonly Command[]): Promise<void> {
  const CHECKED = { presence: 'EXISTS' as const, checkedAt: new Date('2030-01-01T00:00:00.000Z') };
  const world = await World.open({ recipient: CHECKED });
  const clients = [world.recipient, aRecipient(world.portal.id, CHECKED), aRecipient(world.portal.id, CHECKED)];
  await world.do(async tx => {
    for (const client of clients) await tx.recipients.save(client);
  });
  const model = new Model();
  /** What the messenger took, in order. */
  const ledger: string[] = [];
  let lease = world.lease();
  const now = (): number => world.clock.now().getTime();
  const chosen = (n: number): Known | undefined => (model.messages.length === 0 ? undefined : model.messages[n % model.messages.length]);
  const command = (key: string, to: RecipientId, text: string) => ({
    idempotencyKey: key,
    card: null,
    accountId: world.account.id,
    recipientId: to,
    text,
    publication: 'NONE' as const,
    createActivity: false,
  });
  const take = (id: MessageId, key: string, to: RecipientId, text: string): void => {
    model.messages.push({
      id,
      key,
      text,
      to,
      status: 'QUEUED',
      isReady: true,
      acceptedAt: now(),
      notBefore: now(),
      doubtedAt: 0,
      attempts: 0,
      wishes: 1,
      again: null,
    });
  };
  const outcomeOf = (kind: Outcome): SendOutcome => {
    switch (kind) {
      case 'accepted':
        return { kind, at: world.clock.now() };
      case 'refused':
        return { kind, code: 'MESSENGER_REFUSED', rawCode: null, freeAt: null };
      default:
        return { kind, reason: 'as the test says', ...(kind === 'not-sent' ? { retryAfterMs: 5000 } : {}) } as SendOutcome;
    }
  };
  /** One turn of a worker; `storage` may die under it. */
  const turn = (storage: Storage, answer: () => SendOutcome, isTaken: boolean): Promise<boolean> => {
    const session = new ScriptedSession(() => world.clock.now());
    session.willAnswer(sent => {
      if (isTaken) ledger.push(sent.externalMessageId);
      return answer();
    });
    return deliverNext(
      { storage, files: world.files, openLines: world.openLines, clock: world.clock, random: world.random },
      world.laneContext(session, lease),
    );
  };

  async function step(one: Command): Promise<void> {
    switch (one.do) {
      case 'send': {
        const key = `key-${model.messages.length}`;
        const to = clients[one.to]?.id ?? world.recipient.id;
        const [message] = granted(await sendMessage(world, world.caller, command(key, to, key))).messages;
        if (message !== undefined) take(message.id, key, to, key);
        return;
      }
      case 'same key': {
        const known = chosen(one.which);
        if (known === undefined) return;
        const answer = granted(await sendMessage(world, world.caller, command(known.key, known.to, known.text)));
        expect([answer.isDuplicate, answer.messages[0]?.id]).toEqual([true, known.id]);
        return;
      }
      case 'deliver': {
        const isTaken = one.outcome === 'accepted' || (one.outcome === 'unknown' && one.taken);
        const known = model.takeNext(now());
        expect(await turn(world.storage, () => outcomeOf(one.outcome), isTaken)).toBe(known !== undefined);
        if (known === undefined) return;
        known.attempts += 1;
        if (one.outcome === 'not-sent') known.notBefore = now() + 5000;
        else model.end(known, one.outcome === 'accepted' ? 'SENT' : one.outcome === 'refused' ? 'FAILED' : 'UNCONFIRMED', now());
        return;
      }
      case 'die':
        return die(one.commit, one.taken);
      case 'receipt': {
        const known = chosen(one.which);
        if (known === undefined) return;
        const externalMessageId = `fake-${known.id}`;
        await applyReceipts(world, world.portal.id, world.account.id, [
          { externalMessageId, status: one.status, occurredAt: world.clock.now(), rawCode: null },
        ]);
        // The messenger speaks of an attempt before: nothing more leaves.
        if (known.attempts > 0) known.isReady = false;
        model.learn(known, { sent: 'SENT', delivered: 'DELIVERED', read: 'READ', failed: 'FAILED' }[one.status] as DeliveryStatus);
        return;
      }
      case 'cancel': {
        const known = chosen(one.which);
        if (known === undefined) return;
        const mayBe = known.status === 'QUEUED' && known.isReady;
        expect(codeOf(await cancelMessage(world, world.caller, known.id)) === null).toBe(mayBe);
        if (mayBe) model.end(known, 'CANCELLED', now());
        return;
      }
      case 'again': {
        const known = chosen(one.which);
        if (known === undefined) return;
        const key = `again-${model.messages.length}`;
        const answer = await sendAgain(world, world.caller, { messageId: known.id, idempotencyKey: key });
        if (known.status === 'UNCONFIRMED') {
          expect(granted(answer).messages[0]?.id).toBe(known.id);
          if (known.isReady) return;
          Object.assign(known, { isReady: true, notBefore: now(), doubtedAt: now(), wishes: known.wishes + 1 });
        } else if (known.status === 'FAILED' || known.status === 'CANCELLED') {
          const { messages, isDuplicate } = granted(answer);
          const anew = messages[0]?.id ?? null;
          expect([isDuplicate, anew]).toEqual([known.again !== null, known.again ?? anew]);
          if (anew !== null && known.again === null) take(anew, key, known.to, known.text);
          known.again = anew;
        } else expect(codeOf(answer)).toBe('ALREADY_FINAL');
        return;
      }
      case 'wait':
        world.clock.advance(one.ms);
    }
  }

  async function die(commit: number, isTaken: boolean): Promise<void> {
    let commits = 0;
    const dying: Storage = {
      transaction: (portalId, work) => {
        commits += 1;
        return commits === commit ? Promise.reject(new Error('killed')) : world.storage.transaction(portalId, work);
      },
    };
    const before = structuredClone(model.messages);
    const known = model.takeNext(now());
    // Killed before its first commit, nothing of its turn is stored.
    if (commit === 1) model.messages.splice(0, model.messages.length, ...before);
    await turn(dying, () => outcomeOf('accepted'), isTaken).catch((error: Error) => expect(error.message).toBe('killed'));
    lease = world.lease();
    await recoverDeliveries(world, { lease, accountId: world.account.id, capabilities: world.capabilities });
    if (known === undefined || commit === 1) return;
    known.attempts += 1;
    if (commit === 3) model.end(known, 'UNCONFIRMED', now());
    else if (known.attempts >= MAX_CRASHES) model.end(known, 'FAILED', now());
  }

  for (const one of commands) {
    const before = new Map(model.messages.map(message => [message.id, message.status]));
    await step(one);
    for (const known of model.messages) {
      const stored = await world.message(known.id);
      expect([known.key, stored.status, stored.delivery === 'READY']).toEqual([known.key, known.status, known.isReady]);
      expect(rank(stored.status)).toBeGreaterThanOrEqual(rank(before.get(known.id) ?? 'QUEUED'));
      // GU-3: the messenger is asked once for each time that a person asked.
      expect(ledger.filter(id => id === stored.externalMessageId).length).toBeLessThanOrEqual(known.wishes);
    }
  }
  // to one client, in the order of acceptance, but for what a person repeated.
  for (const client of clients) {
    const order = model.messages.filter(message => message.to === client.id && message.wishes === 1).map(message => `fake-${message.id}`);
    const went = ledger.filter(id => order.includes(id));
    expect(went).toEqual(order.filter(id => went.includes(id)));
  }
}

it(
  'loses nothing, doubles nothing, keeps the order, and its statuses never fall, whatever happens (FA-10, GU-1, GU-3, GU-4, Q-4)',
  { timeout: 60_000 },
  async () => {
    await fc.assert(fc.asyncProperty(fc.array(COMMANDS, { maxLength: 60, size: 'max' }), run), { numRuns: 300 });
  },
);
