/** Plain calls that must succeed: of GraphQL, and of the portal's own REST. */
import type { OpenedPage } from '../support/portal.ts';
import type { System } from '../support/system.ts';
import type { Answer } from './expectation.ts';

export async function ask(system: System, token: string | null, query: string, variables: Record<string, unknown>): Promise<string> {
  const response = await fetch(system.graphqlUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

/** The only root field of an answer that must be one. */
export async function oneField<T>(system: System, token: string, query: string, variables: Record<string, unknown> = {}): Promise<T> {
  const text = await ask(system, token, query, variables);
  const { data, errors } = JSON.parse(text) as Answer;
  const [value] = Object.values(data ?? {});
  if (errors !== undefined || value == null || (typeof value === 'object' && 'code' in value)) throw new Error(`${query}: ${text}`);
  return value as T;
}

/** As the portal itself: its own REST, with the token of an opened page. */
export async function rest<T>(system: System, { form }: OpenedPage, method: string, parameters: Record<string, unknown>): Promise<T> {
  const response = await fetch(`${system.portalUrl}/rest/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...parameters, auth: form.fields['AUTH_ID'] }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method}: ${text}`);
  return (JSON.parse(text) as { result: T }).result;
}
