/** Both portals at work: accounts, cards with the same numbers, messages, keys; and everybody's tokens. */
import { IVAN } from '../support/client.ts';
import { FIRST, SECOND, openApplication, session, type OpenedPage } from '../support/portal.ts';
import { until } from '../support/process.ts';
import type { System } from '../support/system.ts';
import { inDatabase } from './in-database.ts';
import { CANARY, type Place } from './places.ts';
import { ask, oneField, rest } from './portal-calls.ts';

export type Actor =
  'nobody' | 'unknown' | 'expired' | 'revoked' | 'foreignEmployee' | 'foreignAdministrator' | 'foreignKey' | 'reader' | 'trainee' | 'owner';

const MANAGER = '5';
/** Sees every card, changes none. */
const READER = '9';
/** Sees his own cards only. */
const TRAINEE = '11';

export interface SettledPortals {
  tokens: Record<Exclude<Actor, 'nobody'>, string>;
  first: Place;
  second: Place;
  /** Open line of the first portal's account. */
  lineId: string;
  /** Pages that the administrators of both portals opened: their forms hold real tokens. */
  pages: { first: OpenedPage; second: OpenedPage };
  /** Texts and ids of the first portal that nobody else may see. */
  canaries: readonly string[];
  /** Those of an account that only the administrator may use. */
  restricted: readonly string[];
  /** The first portal before anybody attacked. */
  stateBefore: string;
}

export async function settlePortals(system: System): Promise<SettledPortals> {
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
  });
  await oneField(
    system,
    owner,
    'mutation ($input: RestrictAccountInput!) { restrictAccount(input: $input) { ... on AccountRestricted { account { id } } ... on Refusal { code } } }',
    { input: { accountId: spare.accountId, access: [{ kind: 'USER', id: '1' }] } },
  );
  const lines = await oneField<Line[]>(system, owner, '{ lines { id account { id } } }');
  const deal = await rest<{ item: { id: number } }>(system, pages.first, 'crm.item.add', {
    entityTypeId: 2,
    fields: { title: `${CANARY} сделка`, contactId: 51, contactIds: [51] },
  });
  // The same numbers in both portals: whose record it is shows in the title.
  await rest(system, pages.first, 'crm.item.update', { entityTypeId: 2, id: 81, fields: { title: `${CANARY} сделка 81` } });
  await rest(system, pages.first, 'crm.item.update', { entityTypeId: 1038, id: 61, fields: { title: `${CANARY} проект` } });

  const key = await createKey(system, owner, `${CANARY} ключ`);
  const first = await inhabit(system, owner, {
    accountId,
    card: { type: 'DEAL', id: String(deal.item.id) },
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

/** What a portal has, and how it stands. */
export const stateOf = (system: System, token: string): Promise<string> =>
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
  const chat = await oneField<{ chat: { id: string; openUrl: string } }>(
    system,
    token,
    'mutation ($input: CreateChatInput!) { createChat(input: $input) { ... on ChatCreated { chat { id openUrl } } ... on Refusal { code } } }',
    { input: { card, accountId, recipientId } },
  );
  const fileId = await upload(system, token, `${text}.txt`);
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
  const templateCategoryId = await makeCategory(system, token, `${text} категория`);
  const templateId = await makeTemplate(system, token, {
    title: `${text} шаблон`,
    text: `${text} {{CONTACT:NAME}}`,
    categoryId: templateCategoryId,
  });
  const { version: draftVersion } = await oneField<{ version: string }>(
    system,
    token,
    'mutation ($input: SaveDraftInput!) { saveDraft(input: $input) { ... on DraftSaved { version } ... on Refusal { code } } }',
    { input: { card, recipientId, text: `${text} черновик` } },
  );
  const cursor = await oneField<string>(system, token, '{ feedCursor }');
  const { portal } = await oneField<{ portal: { id: string } }>(system, token, '{ viewer { portal { id } } }');
  return {
    place: {
      accountId,
      spareAccountId: accountId,
      recipientId,
      chatId: chat.chat.id,
      dialogId: new URL(chat.chat.openUrl).searchParams.get('IM_DIALOG') ?? '',
      messageId,
      card,
      lineId: '0',
      keyId,
      fileId,
      templateId,
      templateCategoryId,
      draftVersion,
      cursor,
      idempotencyKey,
    },
    secrets: [fileId, draftVersion, templateId, templateCategoryId, recipientId, messageId, groupId, chat.chat.id, portal.id, cursor],
  };
}

async function upload(system: System, token: string, name: string): Promise<string> {
  const response = await fetch(`${system.productUrl}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: name,
  });
  const { fileId } = (await response.json()) as { fileId?: string };
  if (fileId === undefined) throw new Error(`the upload was answered with ${response.status}`);
  return fileId;
}

async function makeCategory(system: System, token: string, title: string): Promise<string> {
  const made = await oneField<{ category: { id: string } }>(
    system,
    token,
    'mutation ($input: CreateTemplateCategoryInput!) { createTemplateCategory(input: $input) { ... on TemplateCategorySaved { category { id } } } }',
    { input: { title } },
  );
  return made.category.id;
}

async function makeTemplate(system: System, token: string, input: { title: string; text: string; categoryId: string }): Promise<string> {
  const made = await oneField<{ template: { id: string } }>(
    system,
    token,
    'mutation ($input: CreateTemplateInput!) { createTemplate(input: $input) { ... on TemplateSaved { template { id } } } }',
    { input },
  );
  return made.template.id;
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
