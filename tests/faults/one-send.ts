/** One message from the caller's «send» to the last follow-up task, in a portal of its own, up to the place where its process dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isRefusal,
  sendMessage,
  type AccountId,
  type Caller,
  type Crm,
  type PortalId,
  type PortalTokens,
  type Publication,
  type RecipientId,
  type SendMessageDeps,
} from '@olchat/domain';
import { aCaller, DEAL } from '@olchat/domain/testing';
import type { Pool } from 'pg';
import { Boundaries, guardPort, guardStorage } from './boundaries.ts';
import { clock, guardedWorker, type Base } from './composition.ts';
import { fileLinks, files, voices, profiles } from './messenger.ts';
import { crm, directory, EMPLOYEE, tokens } from './portal-side.ts';
import type { Target } from './plan.ts';
import type { Stage } from './stage.ts';

export interface Play extends Target {
  stage: Stage;
  round: number;
  /** From 0: what ran beside it may have let the send pass its place without a stop. */
  attempt: number;
}

export interface Played {
  /** Stands at its place for ever; its process must be killed. */
  stands: boolean;
  reached: string[];
}

const GIVE_UP_MS = 15_000;
const LOOK_MS = 150;

export async function playSend(base: Base, { stage, round, attempt, place, publication }: Play): Promise<Played> {
  const { portalId, accountId, number } = stage;
  const key = `round ${round}, attempt ${attempt}`;
  const recipientId = await newRecipient(base, portalId, 9_000_000_000 + number * 10_000 + round * 10 + attempt);
  base.ledger.append({ who: 'play', portalId, round, key, recipientId, accountId, publication, place });
  const { promise: standing, resolve: stand } = Promise.withResolvers<true>();
  const boundaries = new Boundaries(place, () => {
    base.ledger.append({ who: 'killed', portalId, key, place: place ?? '' });
    stand(true);
  });
  const reached = (stands: boolean): Played => ({ stands, reached: [...boundaries.reached] });

  const accepting = accept(base, aCaller(portalId, { employeeId: EMPLOYEE.id }), { key, accountId, recipientId, publication }, boundaries);
  if ((await Promise.race([standing, accepting])) === true) return reached(true);
  const { worker, lanePool } = guardedWorker(base, portalId, boundaries);
  worker.start();
  if ((await Promise.race([standing, untilDone(lanePool)])) === true) {
    // What idles is given back: PostgreSQL has not as many connections as sends stand here. What a transaction holds stays held.
    void lanePool.end();
    return reached(true);
  }
  const played = reached(false);
  await worker.stop();
  await lanePool.end();
  return played;
}

/** Nothing of this portal is left to do, or it takes too long: then the send passes its place this time. */
async function untilDone(portal: Pool): Promise<void> {
  const deadline = performance.now() + GIVE_UP_MS;
  while (performance.now() < deadline) {
    const { rows } = await portal.query<{ done: boolean }>(
      `select not exists (select from message where delivery <> 'DONE') and not exists (select from task)
         and not exists (select from lane where kind = 'TASKS') as done`,
    );
    if (rows[0]?.done === true) return;
    await sleep(LOOK_MS);
  }
}

/** Unlike any other of its portal. */
export const textOf = (key: string): string => `Здравствуйте! ${key}`;

/** Nobody was ever written to here: the number is checked, the chat is opened. */
async function newRecipient(base: Base, portalId: PortalId, number: number): Promise<RecipientId> {
  const [recipient] = await base.storage.transaction(portalId, tx =>
    tx.recipients.ensure('WHATSAPP', [{ address: `+7${number}`, name: null }]),
  );
  if (recipient === undefined) throw new Error('no recipient was made');
  return recipient.id;
}

export interface Intent {
  key: string;
  accountId: AccountId;
  recipientId: RecipientId;
  publication: Publication;
}

/** What a caller asks; the same words for the same key, also when he asks again because he heard no answer. */
export async function accept(base: Base, caller: Caller, intent: Intent, boundaries: Boundaries | null): Promise<void> {
  const guarded = <T extends Crm | PortalTokens>(port: T, as: string): T =>
    boundaries === null ? port : guardPort(port, boundaries, method => `accept: ${as}.${method}`);
  const deps: SendMessageDeps = {
    storage: boundaries === null ? base.storage : guardStorage(base.storage, boundaries, 'accept'),
    crm: guarded(crm, 'crm'),
    directory,
    tokens: guarded(tokens, 'tokens'),
    connectors: profiles,
    files,
    scanner: null,
    fileLinks,
    voices,
    clock,
  };
  const accepted = await sendMessage(deps, caller, {
    idempotencyKey: intent.key,
    card: DEAL,
    accountId: intent.accountId,
    recipientId: intent.recipientId,
    text: textOf(intent.key),
    publication: intent.publication,
    createActivity: true,
  });
  const message = isRefusal(accepted) ? undefined : accepted.messages[0];
  if (isRefusal(accepted) || message === undefined) throw new Error(`the message was not taken: ${JSON.stringify(accepted)}`);
  base.ledger.append({
    who: 'caller',
    portalId: caller.portalId,
    key: intent.key,
    messageId: message.id,
    isDuplicate: accepted.isDuplicate,
  });
}
