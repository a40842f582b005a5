/** An administrator connects an account of a messenger and the company's phone scans its QR code. */
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Phones } from '../kernel/phones.ts';
import { ProductError } from './product-door.ts';
import type { ProductDoor } from './product-door.ts';

export interface WantedAccount {
  kind: 'WHATSAPP_WEB' | 'TELEGRAM';
  title: string;
  /** Name of the open line that is made for it. */
  line: string;
  /** The phone that scans, as `/control/phones` knows it. */
  phone: string;
}

const CONNECTED_POLL_MS = 200;
const CONNECTED_LIMIT_MS = 60_000;

const refusal = z.object({ __typename: z.string(), code: z.string(), message: z.string() });
const loginStep = z.object({
  accountId: z.string(),
  kind: z.enum(['QR', 'WAIT', 'PHONE', 'CODE', 'PASSWORD', 'DONE', 'EXPIRED']),
  qr: z.string().nullish(),
});
const loginResult = z.union([loginStep, refusal]);
const accounts = z.object({ accounts: z.array(z.object({ id: z.string(), kind: z.string(), title: z.string(), state: z.string() })) });
type SeededAccount = z.infer<typeof accounts>['accounts'][number];

const STEP = `... on LoginStep { accountId kind qr } ... on Refusal { __typename code message }`;

/** Finds the account of an earlier, broken attempt first: the seed may have been killed at any line. */
export const connectAccount = async (
  product: ProductDoor,
  token: string,
  phones: Phones,
  wanted: WantedAccount,
): Promise<{ id: string; kind: string }> => {
  const earlier = await findAccount(product, token, account => account.title === wanted.title);
  const accountId = earlier?.id ?? (await startConnecting(product, token, wanted));
  if (earlier?.state !== 'CONNECTED') await login(product, token, accountId, phones, wanted.phone);
  await waitUntilConnected(product, token, accountId);
  return { id: accountId, kind: wanted.kind };
};

const findAccount = async (
  product: ProductDoor,
  token: string,
  wanted: (account: SeededAccount) => boolean,
): Promise<SeededAccount | undefined> =>
  (await product.graphql(token, accounts, '{ accounts { id kind title state } }')).accounts.find(wanted);

const startConnecting = async (product: ProductDoor, token: string, { kind, title, line }: WantedAccount): Promise<string> => {
  const { connectAccount: begun } = await product.graphql(
    token,
    z.object({ connectAccount: loginResult }),
    `mutation ($input: ConnectAccountInput!) { connectAccount(input: $input) { ${STEP} } }`,
    { input: { kind, title, newLineName: line } },
  );
  return stepOf(begun).accountId;
};

const login = async (product: ProductDoor, token: string, accountId: string, phones: Phones, companyAddress: string): Promise<void> => {
  const scanned = new Set<string>();
  const steps = product.subscribe(
    token,
    z.object({ login: loginStep }),
    'subscription ($accountId: ID!) { login(accountId: $accountId) { accountId kind qr } }',
    { accountId },
  );
  for await (const { login: step } of steps) {
    if (step.kind === 'DONE') return;
    if (step.kind === 'EXPIRED') await askForNewCodes(product, token, accountId);
    if (step.kind === 'QR' && typeof step.qr === 'string' && !scanned.has(step.qr)) {
      scanned.add(step.qr);
      await phones.act(companyAddress, { do: 'scan', qr: step.qr });
    }
  }
  throw new ProductError('LOGIN_ENDED', 'The login ended without an account');
};

const askForNewCodes = async (product: ProductDoor, token: string, accountId: string): Promise<void> => {
  const { continueLogin } = await product.graphql(
    token,
    z.object({ continueLogin: loginResult }),
    `mutation ($input: ContinueLoginInput!) { continueLogin(input: $input) { ${STEP} } }`,
    { input: { accountId } },
  );
  stepOf(continueLogin);
};

const stepOf = (result: z.infer<typeof loginResult>): z.infer<typeof loginStep> => {
  if ('code' in result) throw new ProductError(result.code, result.message);
  return result;
};

/** A login is done some moments before the account is connected: the messenger makes the new device log in once more. */
const waitUntilConnected = async (product: ProductDoor, token: string, accountId: string): Promise<void> => {
  const until = Date.now() + CONNECTED_LIMIT_MS;
  for (;;) {
    const account = await findAccount(product, token, ({ id }) => id === accountId);
    if (account?.state === 'CONNECTED') return;
    if (Date.now() > until) throw new ProductError('NOT_CONNECTED', `The account is ${account?.state ?? 'gone'} a minute after its login`);
    await sleep(CONNECTED_POLL_MS);
  }
};
