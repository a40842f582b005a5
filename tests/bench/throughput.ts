/** Accepted messages per second: through GraphQL, by the use case alone, and as a bare transaction. Nobody sends them meanwhile. */
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { Composition } from '@olchat/api';
import { isRefusal, sendMessage, type AccountId, type Caller, type RecipientId } from '@olchat/domain';
import { Client } from 'pg';
import type { System } from '../support/system.ts';
import { BareTransaction, type Place } from './bare-transaction.ts';
import { median, printTable, round, Series } from './figures.ts';
import type { Sizes } from './sizes.ts';

const AT_ONCE = 16;
const BARE = 'bare transaction by pg';

export interface Subject {
  system: System;
  composition: Composition;
  caller: Caller;
  place: Place;
}

export async function measureThroughput({ system, composition, caller, place }: Subject, sizes: Sizes): Promise<void> {
  const bare = new BareTransaction(system.databaseUrl, place, AT_ONCE);
  const graphql = new GraphqlSender(system, place);
  const variants: Record<string, () => Promise<void>> = {
    [BARE]: () => bare.write(),
    'use case sendMessage': () => accept(composition, caller, place),
    'mutation sendMessage by HTTP': () => graphql.send(),
  };
  const rates = new Series();
  const owner = new Client({ connectionString: system.databaseUrl });
  await owner.connect();
  // The rule, not the exception: first messages also ask the governor, some eight questions more.
  await owner.query('insert into conversation (portal_id, account_id, recipient_id) values ($1, $2, $3) on conflict do nothing', [
    place.portalId,
    place.accountId,
    place.recipientId,
  ]);
  for (const run of Object.values(variants)) await repeat(run, 100, AT_ONCE);
  for (let i = 0; i < sizes.rounds; i += 1) {
    for (const atOnce of [1, AT_ONCE]) {
      for (const [name, run] of Object.entries(variants)) {
        // What the last one left would make the queue, which each send counts, longer for the next.
        await owner.query(`update message set delivery = 'DONE' where delivery = 'READY'`);
        const begun = performance.now();
        await repeat(run, sizes.messages, atOnce);
        rates.add(`${name}|${atOnce}`, (sizes.messages * 1000) / (performance.now() - begun));
      }
    }
  }
  await owner.end();
  await bare.close();
  graphql.close();

  const rate = (name: string, atOnce: number): number => median(rates.of(`${name}|${atOnce}`));
  printTable(`Accepted messages per second (median of ${sizes.rounds} rounds of ${sizes.messages})`, [
    ['', 'one at a time', 'of bare', `${AT_ONCE} at once`, 'of bare'],
    ...Object.keys(variants).map(name => [
      name,
      ...[1, AT_ONCE].flatMap(atOnce => [round(rate(name, atOnce)), round(rate(name, atOnce) / rate(BARE, atOnce), 2)]),
    ]),
  ]);
}

async function repeat(run: () => Promise<void>, times: number, atOnce: number): Promise<void> {
  let left = times;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await run();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

async function accept({ services }: Composition, caller: Caller, place: Place): Promise<void> {
  const answer = await sendMessage(services, caller, {
    idempotencyKey: randomUUID(),
    // A card would cost a question to Bitrix24 about the right to change it, and measure Bitrix24's limit.
    card: null,
    accountId: place.accountId as AccountId,
    recipientId: place.recipientId as RecipientId,
    text: 'Добрый день! Подготовили для вас предложение.',
    publication: 'NONE',
    createActivity: false,
  });
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code}`);
}

const MUTATION = `mutation ($input: SendMessageInput!) { sendMessage(input: $input) { __typename ... on MessageAccepted { accepted: message { id status } } } }`;

/** Plain HTTP with connections kept, as a partner's server does it. */
class GraphqlSender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  readonly #system: System;
  readonly #place: Place;

  constructor(system: System, place: Place) {
    this.#system = system;
    this.#place = place;
  }

  async send(): Promise<void> {
    const { accountId, recipientId } = this.#place;
    const input = {
      idempotencyKey: randomUUID(),
      accountId,
      recipientId,
      text: 'Добрый день! Подготовили для вас предложение.',
      publication: 'NONE',
    };
    const answer = await this.#post(JSON.stringify({ query: MUTATION, variables: { input } }));
    if (!answer.includes('"MessageAccepted"')) throw new Error(`not accepted: ${answer}`);
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<string> {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${this.#system.credentials.partnerKey}`,
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const call = request(this.#system.graphqlUrl, { method: 'POST', agent: this.#agent, headers }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => (text += part));
        response.on('end', () => resolve(text));
      });
      call.on('error', reject);
      call.end(body);
    });
  }
}
