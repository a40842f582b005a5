/** After the kill: what the dead process left, what its successor makes of it without a person, then what a person does. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isRefusal, routePortalEvents, sendAgain, type AccountId, type Caller, type PortalId, type RecipientId } from '@olchat/domain';
import { aCaller } from '@olchat/domain/testing';
import { clock, succeedingWorker, type Base } from './composition.ts';
import type { Facts } from './facts.ts';
import type { Entry, Ledger } from './ledger.ts';
import { fileLinks, files, voices, profiles } from './messenger.ts';
import { accept, textOf } from './one-send.ts';
import type { Oracle, StoredMessage } from './oracle.ts';
import { crm, directory, echoesOf, EMPLOYEE, tokens } from './portal-side.ts';

type Play = Extract<Entry, { who: 'play' }>;

const REST_WITHIN_MS = 120_000;
const LOOK_MS = 200;

/** `plays`: the sends of one round, one per portal. */
export async function recover(base: Base, oracle: Oracle, plays: readonly Play[]): Promise<Facts[]> {
  const recipients = plays.map(play => play.recipientId);
  const left = await oracle.messages(recipients);
  const callsAtDeath = new Map(plays.map(play => [play.portalId, callsOf(base.ledger, play).length]));
  await oracle.endLeases();
  for (const play of plays) await askAgain(base, play);

  const worker = succeedingWorker(base);
  worker.start();
  await untilAtRest(oracle);
  await echo(base, plays);
  await untilAtRest(oracle);
  const rested = await oracle.messages(recipients);
  const callsAtRest = new Map(plays.map(play => [play.portalId, callsOf(base.ledger, play).length]));
  for (const play of plays) {
    const message = rested.get(play.recipientId)?.[0];
    if (message?.status === 'UNCONFIRMED') await decideToSendAgain(base, play, message);
  }
  await untilAtRest(oracle);
  await echo(base, plays);
  await untilAtRest(oracle);
  await worker.stop();

  const ended = await oracle.messages(recipients);
  const feeds = await oracle.feed();
  return plays.map(play => {
    const [message, ...others] = ended.get(play.recipientId) ?? [];
    const { key } = play;
    return {
      portalId: play.portalId,
      key,
      publication: play.publication,
      killedAt: base.ledger.of('killed', play.portalId).find(entry => entry.key === key)?.place ?? null,
      answers: base.ledger
        .of('caller', play.portalId)
        .filter(entry => entry.key === key)
        .map(({ messageId, isDuplicate }) => ({ messageId, isDuplicate })),
      messageId: message?.id ?? null,
      others: others.length,
      atDeath: left.get(play.recipientId)?.[0]?.delivery ?? 'NOT_STORED',
      callsAtDeath: callsAtDeath.get(play.portalId) ?? 0,
      atRest: rested.get(play.recipientId)?.[0]?.status ?? null,
      callsAtRest: callsAtRest.get(play.portalId) ?? 0,
      status: message?.status ?? null,
      isDone: message?.delivery === 'DONE',
      calls: callsOf(base.ledger, play),
      externalId: message?.externalId ?? null,
      publishedAs: message?.publishedAs ?? null,
      isUnheard: message?.publicationFailure?.details.rawCode === 'OUTCOME_UNKNOWN',
      ...portalSide(base.ledger, play, message),
      feed: (feeds.get(play.portalId) ?? []).flatMap(({ event }) =>
        event.kind === 'message-status' && event.messageId === message?.id ? [event.status] : [],
      ),
    };
  });
}

/** What the portal tells of our own posts must not reach the client again. */
async function echo(base: Base, plays: readonly Play[]): Promise<void> {
  for (const portalId of new Set(plays.map(play => play.portalId as PortalId))) {
    const echoes = echoesOf(base.ledger, portalId);
    if (echoes.length > 0) await routePortalEvents({ storage: base.storage, clock }, portalId, echoes);
  }
}

/** The caller who heard nothing, or is not sure, asks again with his key. */
const askAgain = (base: Base, play: Play): Promise<void> =>
  accept(
    base,
    callerOf(play),
    {
      key: play.key,
      accountId: play.accountId as AccountId,
      recipientId: play.recipientId as RecipientId,
      publication: play.publication,
    },
    null,
  );

async function decideToSendAgain(base: Base, play: Play, message: StoredMessage): Promise<void> {
  const deps = { storage: base.storage, crm, directory, tokens, connectors: profiles, files, scanner: null, fileLinks, voices, clock };
  const again = await sendAgain(deps, callerOf(play), { messageId: message.id, idempotencyKey: `${play.key}-again` });
  if (isRefusal(again)) throw new Error(`the repeat was refused: ${JSON.stringify(again)}`);
}

const callerOf = (play: Play): Caller => aCaller(play.portalId as PortalId, { employeeId: EMPLOYEE.id });

/** Told apart by its text, whatever id it went under. */
const callsOf = (ledger: Ledger, play: Play): string[] =>
  ledger.of('messenger', play.portalId).flatMap(entry => (entry.text === textOf(play.key) ? [entry.externalId] : []));

function portalSide(ledger: Ledger, play: Play, message: StoredMessage | undefined): Pick<Facts, 'posts' | 'activities' | 'lastBadge'> {
  const records = ledger.of('timeline', play.portalId).filter(entry => entry.originId === message?.groupId);
  return {
    posts: ledger.of('chat', play.portalId).filter(entry => entry.text.endsWith(textOf(play.key))).length,
    activities: records.filter(entry => entry.did === 'add').length,
    lastBadge: records.at(-1)?.badge ?? null,
  };
}

async function untilAtRest(oracle: Oracle): Promise<void> {
  const deadline = performance.now() + REST_WITHIN_MS;
  for (;;) {
    const unfinished = await oracle.unfinished();
    if (unfinished.length === 0) return;
    if (performance.now() > deadline) throw new Error(`left for ever: ${[...new Set(unfinished)].join(', ')}`);
    await sleep(LOOK_MS);
  }
}
