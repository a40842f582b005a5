/** Whose access token this is, asked at an address that is known to be the portal's (SE-1). One request. */
import type { EmployeeId } from '@olchat/domain';
import { z } from 'zod';
import { BatchAnswer, batchBody, commandLine, readResult } from '../rest/batch.ts';
import { readEnvelope } from '../rest/envelope.ts';
import { failed, type RestOutcome, succeeded } from '../rest/errors.ts';
import type { Post } from '../rest/post.ts';
import { fullName } from '../crm/employees.ts';

export interface WhoIsThisOptions {
  post: Post;
  /** `app.info` must name one of these: the code in the market, or the client id of a local application. */
  appCodes: readonly string[];
}

export interface WhoIsThis {
  employeeId: EmployeeId;
  name: string;
  isAdministrator: boolean;
  language: string;
  isFinished: boolean;
}

export const WHO_COMMANDS = { app: { method: 'app.info' }, me: { method: 'profile' }, administrator: { method: 'user.admin' } };

const appInfo = z.object({ CODE: z.string(), INSTALLED: z.boolean().optional(), LANGUAGE_ID: z.string().optional() });
/** An inactive employee gets an empty profile. */
const profile = z.object({
  ID: z.union([z.string(), z.number()]).transform(id => String(id) as EmployeeId),
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
});

export const askWhoIsThis = async (
  clientEndpoint: string,
  accessToken: string,
  options: WhoIsThisOptions,
): Promise<RestOutcome<WhoIsThis>> => {
  const cmd = Object.fromEntries(Object.entries(WHO_COMMANDS).map(([name, command]) => [name, commandLine(command)]));
  const posted = await options.post.json(`${clientEndpoint}batch`, { halt: 0, cmd, auth: accessToken });
  if (!posted.ok) return posted;
  const envelope = readEnvelope(posted.value.status, posted.value.body);
  if (!envelope.ok) return envelope;
  const body = readResult(envelope.value, batchBody);
  if (!body.ok) return body;

  return readWho(new BatchAnswer<keyof typeof WHO_COMMANDS>(body.value), options.appCodes);
};

/** What a batch of WHO_COMMANDS answered. */
export const readWho = (answer: BatchAnswer<keyof typeof WHO_COMMANDS>, appCodes: readonly string[]): RestOutcome<WhoIsThis> => {
  const app = answer.read('app', appInfo);
  if (!app.ok) return app;
  // A token of another application of the same portal opens nothing here.
  if (!appCodes.includes(app.value.CODE)) return failed('token-refused', 'FOREIGN_APPLICATION');
  const me = answer.read('me', profile);
  if (!me.ok) return failed('token-refused', 'NO_PROFILE', { description: me.failure.description });
  const administrator = answer.read('administrator', z.boolean());
  if (!administrator.ok) return administrator;

  return succeeded({
    employeeId: me.value.ID,
    name: fullName(me.value.NAME, me.value.LAST_NAME),
    isAdministrator: administrator.value,
    language: app.value.LANGUAGE_ID ?? 'en',
    isFinished: app.value.INSTALLED ?? true,
  });
};
