/**
 * Attacks on the whole running system. AT-1: nobody gets at a portal that is not his, by no field, no argument, no door; generated from
 * the schema and the routes of the running API, so that what has no expectation fails. Then the doors (AT-4, AT-9, AT-12), the socket
 * (AT-8), the stock audits; and last, that all this gave nothing away, neither in an answer nor in a log.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { post, SECOND } from './support/portal.ts';
import { AttackedSystem } from './isolation/attacked-system.ts';
import { eventAttacks } from './isolation/event-attacks.ts';
import { judge, type Outcome } from './isolation/expectation.ts';
import { foreignIds } from './isolation/foreign-ids.ts';
import { graphqlAudits } from './isolation/graphql-audits.ts';
import { overheard } from './isolation/overheard.ts';
import { pageAttacks } from './isolation/page-attacks.ts';
import { RawSocket } from './isolation/raw-socket.ts';
import { routeAttacks } from './isolation/route-attacks.ts';
import { fieldsOf } from './isolation/schema-inventory.ts';
import type { Actor } from './isolation/settled-portals.ts';
import { socketAttacks } from './isolation/socket-attacks.ts';
import { TABLE } from './isolation/table/table.ts';

let attacked: AttackedSystem;
beforeAll(async () => {
  attacked = await AttackedSystem.start();
});
afterAll(() => attacked.stop());

const entries = Object.entries(TABLE);
const kindOf = (field: string): string => field.split('.')[0] ?? '';

async function outcome(
  actor: Exclude<Actor, 'nobody'>,
  field: string,
  variables: Record<string, unknown>,
): Promise<{ text: string; outcome: Outcome }> {
  const { document, at = field.split('.')[1] ?? '' } = TABLE[field] ?? { document: '' };
  const ask = kindOf(field) === 'Subscription' ? attacked.firstEvent(actor, document, variables) : attacked.ask(actor, document, variables);
  const { text, answer } = await ask;
  return { text, outcome: judge(answer, at) };
}

describe('the table', () => {
  it('has an expectation for every field and every argument that names something', async () => {
    const sdl = await (await fetch(`${attacked.system.productUrl}/schema.graphql`)).text();
    const offered = fieldsOf(sdl);
    expect([...offered.keys()].sort()).toEqual(Object.keys(TABLE).sort());
    for (const [field, names] of offered) expect(Object.keys(TABLE[field]?.ids ?? {}), field).toEqual(expect.arrayContaining(names));
  });
});

describe('a stranger', () => {
  const asked = entries.filter(([field]) => kindOf(field) !== 'Subscription'); // a socket does not even let him in

  it.each(['nobody', 'unknown', 'expired', 'revoked'] as const)(
    '(%s) gets UNAUTHENTICATED from every field, and data from none',
    async actor => {
      for (const [field, { document, variables }] of asked) {
        const { answer } = await attacked.ask(actor, document, variables(attacked.portals.first));
        expect({ field, outcome: judge(answer, '') }).toEqual({ field, outcome: 'error UNAUTHENTICATED' });
      }
    },
  );
});

describe.each(['foreignEmployee', 'foreignAdministrator', 'foreignKey', 'reader', 'trainee'] as const)('%s', actor => {
  it.each(entries)('gets from %s what the table says', async (field, expectation) => {
    const answered = await outcome(actor, field, expectation.variables(attacked.portals.first));
    expect(answered.outcome, answered.text).toBe(expectation[actor === 'foreignKey' ? 'foreignAdministrator' : actor]);
  });
});

describe('one thing of another portal among one’s own', () => {
  const probes = entries.flatMap(([field, { ids }]) => Object.entries(ids).map(([path, expected]) => [field, path, expected] as const));

  it.each(probes)('%s(%s) is answered as if it did not exist: %s', async (field, path, expected) => {
    const [foreign, missing] = foreignIds(field, path, attacked.portals);
    const answered = await outcome('foreignAdministrator', field, foreign);
    expect(answered.outcome, answered.text).toBe(expected);
    if (missing !== null) expect((await outcome('foreignAdministrator', field, missing)).text).toBe(answered.text);
  });
});

describe('the owner', () => {
  it('finds everything as it was before', async () => {
    expect(await attacked.state()).toEqual(attacked.portals.stateBefore);
  });

  // What changes something comes last.
  const order = ['Query', 'Card', 'Recipient', 'Subscription', 'Mutation'];
  const sorted = entries.toSorted(([a], [b]) => order.indexOf(kindOf(a)) - order.indexOf(kindOf(b)));
  const kept = sorted.filter(([field]) => field !== 'Mutation.disconnectAccount'); // while all others listen, below

  it.each(kept)('gets from %s what the table says', async (field, expectation) => {
    const answered = await outcome('owner', field, expectation.variables(attacked.portals.first));
    expect(answered.outcome, answered.text).toBe(expectation.owner);
  });
});

overheard(() => attacked);
routeAttacks(() => attacked);
pageAttacks(() => attacked);
eventAttacks(() => attacked);
socketAttacks(() => attacked);
graphqlAudits(() => attacked);

describe('an uninstalled portal', () => {
  it('takes its callers and their sockets away, and nobody else’s', async () => {
    const socket = await RawSocket.signedIn(attacked.system.subscriptionUrl, attacked.portals.tokens.foreignKey);
    await attacked.system.control.live(SECOND, { do: 'uninstall' });
    expect(await socket.closed).toEqual({ code: 4401 });
    for (const actor of ['foreignEmployee', 'foreignAdministrator', 'foreignKey'] as const) {
      // Whose socket is closed is not known any more; who was heard a moment ago may be heard for two seconds yet (SE-5).
      const locale = async () => judge((await attacked.ask(actor, '{ viewer { locale } }')).answer, 'viewer');
      await expect.poll(locale).toBe('error UNAUTHENTICATED');
    }
    const { page } = await post(attacked.portals.pages.second.form);
    expect(page).toMatchObject({ sessionToken: null, problem: { code: 'PORTAL_AUTH_MISSING' } });
    expect(judge((await attacked.ask('owner', '{ viewer { locale } }')).answer, 'viewer')).toBe('allowed');
  });
});

describe('what was said in all this', () => {
  const FOREIGN: readonly Actor[] = ['nobody', 'unknown', 'expired', 'revoked', 'foreignEmployee', 'foreignAdministrator', 'foreignKey'];
  const found = (actors: readonly Actor[], canaries: readonly string[]) =>
    attacked.heard.filter(({ actor, text }) => actors.includes(actor) && canaries.some(canary => text.includes(canary)));

  it('nothing of the first portal reached a stranger or the other portal', () => {
    expect(attacked.heard.length).toBeGreaterThan(300);
    expect(found(['owner'], attacked.portals.canaries)).not.toEqual([]); // the marks are good
    expect(found(FOREIGN, attacked.portals.canaries)).toEqual([]);
  });

  it('nothing of an account that only the administrator may use reached another employee (A-10)', () => {
    expect(found(['owner'], attacked.portals.restricted)).not.toEqual([]);
    expect(found(['reader', 'trainee'], attacked.portals.restricted)).toEqual([]);
  });

  it('no text, number, token or secret stands in a log (SE-51)', () => {
    const secrets = attacked.secrets();
    const logs = attacked.logs();
    expect(logs.filter(({ text }) => text !== '').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['api.log', 'worker.log', 'sandbox.log']),
    );
    for (const { name, text } of logs) {
      const lines = text.split('\n');
      const leaks = lines.filter(line => secrets.some(secret => line.includes(secret)) || /\b7900000\d{4}\b|\bol[cs]_[\w-]{20}/.test(line));
      expect({ name, leaks }).toEqual({ name, leaks: [] });
    }
  });
});
