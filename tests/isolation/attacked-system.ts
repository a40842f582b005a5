/** The running system with both portals in use, everybody who may try to get at the first one, and what would give it away. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { IVAN } from '../support/client.ts';
import { openApplication, session, type OpenedPage } from '../support/portal.ts';
import { until } from '../support/process.ts';
import { startSystem, type System } from '../support/system.ts';
import type { Answer } from './expectation.ts';
import { CANARY, FIRST, SECOND, type Place } from './places.ts';
import { RawSocket } from './raw-socket.ts';

export type Actor =
  'nobody' | 'unknown' | 'expired' | 'revoked' | 'foreignEmployee' | 'foreignAdministrator' | 'foreignKey' | 'reader' | 'trainee' | 'owner';

const READER = '9';
const TRAINEE = '11';
const MANAGER = '5';

export interface Heard {
  actor: Actor;
  text: string;
}

export class AttackedSystem {
  readonly system: System;
  readonly tokens: Record<Exclude<Actor, 'nobody'>, string>;
  readonly first: Place;
  readonly second: Place;
  /** Open line of the first portal's account. */
  readonly lineId: string;
  /** Pages that the administrators of both portals opened: their forms hold real tokens. */
  readonly pages: { first: OpenedPage; second: OpenedPage };
  /** Texts and ids of the first portal that nobody else may see. */
  readonly canaries: readonly string[];
  /** Those of an account that only the administrator may use. */
  readonly restricted: readonly string[];
  /** Before anybody attacked. */
  readonly stateBefore: unknown;
  /** Everything that anybody was answered, over every door. */
  readonly heard: Heard[] = [];

  private constructor(
    found: Pick<AttackedSystem, 'system' | 'tokens' | 'first' | 'second' | 'lineId' | 'pages' | 'canaries' | 'restricted' | 'stateBefore'>,
  ) {
    this.system = found.system;
    this.tokens = found.tokens;
    this.first = found.first;
    this.second = found.second;
    this.lineId = found.lineId;
    this.pages = found.pages;
    this.canaries = found.canaries;
    this.restricted = found.restricted;
    this.stateBefore = found.stateBefore;
  }

  static async start(): Promise<AttackedSystem> {
    const recorder = fileURLToPath(new URL('record-routes.mjs', import.meta.url));
    const system = await startSystem({ settings: { NODE_OPTIONS: `--import=${recorder}` } });
    try {
      return new AttackedSystem(await settle(system));
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  /** `GET /path` of every route that the API opened. */
  routes(): string[] {
    return [...new Set(readFileSync(`${this.system.folder}/routes.txt`, 'utf8').trim().split('\n'))];
  }

  async ask(actor: Actor, query: string, variables: Record<string, unknown> = {}): Promise<{ text: string; answer: Answer }> {
    const text = await ask(this.system, actor === 'nobody' ? null : this.tokens[actor], query, variables);
    this.heard.push({ actor, text });
    return { text, answer: JSON.parse(text) as Answer };
  }

  /** The first thing that a subscription says, on a socket of its own. */
  async firstEvent(
    actor: Exclude<Actor, 'nobody'>,
    query: string,
    variables: Record<string, unknown>,
  ): Promise<{ text: string; answer: Answer }> {
    const socket = await RawSocket.signedIn(this.system.subscriptionUrl, this.tokens[actor]);
    socket.subscribe('1', query, variables);
    const frame = await socket.next();
    await socket.close();
    for (const text of socket.heard) this.heard.push({ actor, text });
    const text = JSON.stringify(frame?.payload);
    return {
      text,
      answer: Array.isArray(frame?.payload) ? { errors: frame.payload as NonNullable<Answer['errors']> } : (frame?.payload as Answer),
    };
  }

  /** What the first portal has, and how it stands. */
  state(): Promise<unknown> {
    return stateOf(this.system, this.tokens.owner);
  }

  /** What may stand in no log. */
  secrets(): string[] {
    const { system, pages, tokens } = this;
    const forms = [pages.first, pages.second].flatMap(({ form: { fields } }) =>
      ['AUTH_ID', 'REFRESH_ID', 'APPLICATION_TOKEN'].map(name => fields[name] ?? name),
    );
    const settings = ['MASTER_KEY', 'BITRIX24_CLIENT_SECRET', 'DATABASE_URL'].map(name => system.environment[name] ?? name);
    return [CANARY, 'Сообщение двойника', ...forms, ...settings, ...Object.values(tokens)];
  }

  logs(): { name: string; text: string }[] {
    const { folder } = this.system;
    const names = readdirSync(folder).filter(name => name.endsWith('.log'));
    return names.map(name => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
  }

  stop(): Promise<void> {
    return this.system.stop();
  }
}

async function settle(system: System) {
  const pages = {
    first: await openApplication(system, { memberId: FIRST, employeeId: '1' }),
    second: await openApplication(system, { memberId: SECOND, employeeId: '1' }),
  };
  const [owner, foreignAdministrator] = [tokenOf(pages.first), tokenOf(pages.second)];
  await system.control.auto({ deliverAfterMs: 100, readAfterMs: 200 });

  const spare = await oneField<{ accountId: string; qr: string }>(
    system,
    owner,
    `mutation { connectAccount(input: { kind: WHATSAPP_WEB, title: "${CANARY} запасной", newLineName: "${CANARY} запасная линия" }) { ... on LoginStep { accountId qr } } }`,
  );
  const [accountId, secondAccountId] = [system.credentials.accounts[0]?.id ?? '', await accountOf(system, foreignAdministrator)];
  await inDatabase(system, async database => {
    await database.query('update account set title = $1 where id = $2', [`${CANARY} продажи`, accountId]);
    await database.query(`update account set access = '["1"]' where id = $1`, [spare.accountId]);
  });
  const lines = await oneField<Line[]>(system, owner, '{ lines { id account { id } } }');
  const cardId = await rest<{ item: { id: number } }>(system, pages.first, 'crm.item.add', {
    entityTypeId: 2,
    fields: { title: `${CANARY} сделка`, contactId: 51, contactIds: [51] },
  });
  // The same numbers in both portals: whose record it is shows in the title.
  await rest(system, pages.first, 'crm.item.update', { entityTypeId: 2, id: 81, fields: { title: `${CANARY} сделка 81` } });
  await rest(system, pages.first, 'crm.item.update', { entityTypeId: 1038, id: 61, fields: { title: `${CANARY} проект` } });

  const key = await createKey(system, owner, `${CANARY} ключ`);
  const first = await inhabit(system, owner, {
    accountId,
    card: { type: 'DEAL', id: String(cardId.item.id) },
    text: CANARY,
    keyId: key.id,
  });
  const secondKey = await createKey(system, foreignAdministrator, 'Ключ двойника');
  const second = await inhabit(system, foreignAdministrator, {
    accountId: secondAccountId,
    card: { type: 'DEAL', id: '81' },
    text: 'Сообщение двойника',
    keyId: secondKey.id,
  });

  const expired = await session(system, { memberId: FIRST, employeeId: '1' });
  const revoked = await createKey(system, owner, 'Отозванный');
  await oneField(system, owner, `mutation { revokePartnerKey(input: { id: "${revoked.id}" }) { __typename } }`);
  await inDatabase(system, database =>
    database.query(`update token set seen_at = now() - interval '61 minutes' where token_hash = sha256($1::bytea)`, [expired]),
  );
  return {
    system,
    pages,
    stateBefore: await stateOf(system, owner),
    tokens: {
      owner: system.credentials.partnerKey,
      reader: await session(system, { memberId: FIRST, employeeId: READER }),
      trainee: await session(system, { memberId: FIRST, employeeId: TRAINEE }, { type: 'DEAL', id: '84' }),
      foreignEmployee: await session(system, { memberId: SECOND, employeeId: MANAGER }),
      foreignAdministrator,
      foreignKey: secondKey.token,
      unknown: `ols_${'x'.repeat(43)}`,
      expired,
      revoked: revoked.token,
    },
    lineId: lineOf(lines, accountId),
    first: { ...first.place, spareAccountId: spare.accountId, lineId: lineOf(lines, spare.accountId) },
    second: second.place,
    canaries: [CANARY, ...first.secrets, accountId, key.id, key.token, owner, system.credentials.partnerKey],
    restricted: [spare.accountId, spare.qr, `${CANARY} запас`],
  };
}

const stateOf = (system: System, token: string): Promise<unknown> =>
  ask(
    system,
    token,
    `{ accounts { id title state } messages(first: 100) { nodes { id text status history { status } sentAgainAs { id } chat { id owner { id } } } } lines { id name } }`,
    {},
  );

interface Line {
  id: string;
  account: { id: string } | null;
}

function lineOf(lines: Line[], accountId: string): string {
  const line = lines.find(({ account }) => account?.id === accountId);
  if (line === undefined) throw new Error('an account stands on no line');
  return line.id;
}

interface Inhabited {
  place: Place;
  secrets: string[];
}

/** A message that was read, and its chat. */
async function inhabit(
  system: System,
  token: string,
  { accountId, card, text, keyId }: { accountId: string; card: Place['card']; text: string; keyId: string },
): Promise<Inhabited> {
  const { recipients } = await oneField<{ recipients: { recipients: { id: string; address: string }[] } }>(
    system,
    token,
    `query ($card: CardInput!, $accountId: ID!) { card(card: $card) { recipients(accountId: $accountId) { recipients { id address } } } }`,
    { card, accountId },
  );
  const recipientId = recipients.recipients.find(({ address }) => address === `+${IVAN}`)?.id ?? '';
  const chat = await oneField<{ chat: { id: string } }>(
    system,
    token,
    'mutation ($input: CreateChatInput!) { createChat(input: $input) { ... on ChatCreated { chat { id } } ... on Refusal { code } } }',
    { input: { card, accountId, recipientId } },
  );
  const idempotencyKey = `${text} 1`;
  const sent = await oneField<{ message: { id: string; groupId: string } }>(
    system,
    token,
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { ... on MessageAccepted { message { id groupId } } ... on Refusal { code } } }',
    { input: { idempotencyKey, card, accountId, recipientId, text, publication: 'INCOMING' } },
  );
  const { id: messageId, groupId } = sent.message;
  await until('the message is read', async () => {
    const { status } = await oneField<{ status: string }>(system, token, `{ message(id: "${messageId}") { status } }`);
    return status === 'READ';
  });
  const cursor = await oneField<string>(system, token, '{ feedCursor }');
  const { portal } = await oneField<{ portal: { id: string } }>(system, token, '{ viewer { portal { id } } }');
  return {
    place: { accountId, spareAccountId: accountId, recipientId, messageId, card, lineId: '0', keyId, cursor, idempotencyKey },
    secrets: [recipientId, messageId, groupId, chat.chat.id, portal.id, cursor],
  };
}

async function accountOf(system: System, token: string): Promise<string> {
  const [account] = await oneField<{ id: string }[]>(system, token, '{ accounts { id } }');
  if (account === undefined) throw new Error('the twin has no account');
  return account.id;
}

async function createKey(system: System, token: string, title: string): Promise<{ id: string; token: string }> {
  const made = await oneField<{ key: { id: string }; token: string }>(
    system,
    token,
    'mutation ($input: CreatePartnerKeyInput!) { createPartnerKey(input: $input) { ... on PartnerKeyCreated { key { id } token } ... on Refusal { code } } }',
    { input: { title } },
  );
  return { id: made.key.id, token: made.token };
}

const tokenOf = ({ page }: OpenedPage): string => {
  if (page.sessionToken === null) throw new Error(`no session: ${JSON.stringify(page.problem)}`);
  return page.sessionToken;
};

async function ask(system: System, token: string | null, query: string, variables: Record<string, unknown>): Promise<string> {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

/** The only root field of an answer that must be one. */
async function oneField<T>(system: System, token: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const text = await ask(system, token, query, variables);
  const { data, errors } = JSON.parse(text) as Answer;
  const [value] = Object.values(data ?? {});
  if (errors !== undefined || value == null || (typeof value === 'object' && 'code' in value)) throw new Error(`${query}: ${text}`);
  return value as T;
}

/** As the portal itself: its own REST, with the token of an opened page. */
async function rest<T>(system: System, { form }: OpenedPage, method: string, parameters: Record<string, unknown>): Promise<T> {
  const response = await fetch(`${system.portalUrl}/rest/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...parameters, auth: form.fields['AUTH_ID'] }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  return (JSON.parse(text) as { result: T }).result;
}

/** Past every protection, as nobody but a test may. */
export async function inDatabase<T>({ databaseUrl }: Pick<System, 'databaseUrl'>, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client(databaseUrl);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
