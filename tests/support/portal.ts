/** An employee who opens our pages in the simulated portal: the real placement POST, made by a test instead of a browser. */
import type { System } from './system.ts';

/** Member ids of the two portals that a new sandbox has. */
export const FIRST = 'a223c6b3710f85df22e9377d6c4f7553';
export const SECOND = 'b7719e0c5d2a4f3684c1d0e9fa8b6c24';

export interface OpenedPage {
  status: number;
  html: string;
  headers: Headers;
  page: {
    sessionToken: string | null;
    screen: string;
    locale: string;
    memberId: string;
    card: { type: string; id: string } | null;
    employee: { id: string; name: string } | null;
    isAdministrator: boolean;
    problem: { code: string; message: string } | null;
  };
  /** The form that the portal posted. */
  form: { action: string; fields: Record<string, string> };
}

interface Opened {
  action: string;
  fields: Record<string, string>;
}

interface Placement {
  code: string;
  handler: string;
}

/** The employee and portal of a browser's cookie; absent = the administrator of the first portal. */
export interface Person {
  memberId: string;
  employeeId: string;
}

const portalApi = async <T>(system: System, path: string, person: Person | null, body?: unknown): Promise<T> => {
  const port = new URL(system.sandboxUrl).port;
  const response = await fetch(`${system.portalUrl}/portal/api${path}`, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(person === null ? {} : { cookie: `portal-employee-${port}=${person.memberId}.${person.employeeId}` }),
    },
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
};

/** The card's menu item «OLChat». */
export async function openCard(system: System, card: { type: string; id: string }, person: Person | null = null): Promise<OpenedPage> {
  const { placements } = await portalApi<{ placements: Placement[] }>(system, `/cards/${card.type}/${card.id}`, person);
  const [placement] = placements;
  if (placement === undefined) throw new Error(`nothing is bound to ${card.type}`);
  const form = await portalApi<Opened>(system, '/placements', person, { place: 'card', ...card, smartProcessTypeId: null, ...placement });
  return post(form);
}

/** The application's own page. */
export async function openApplication(system: System, person: Person | null = null): Promise<OpenedPage> {
  return post(await portalApi<Opened>(system, '/placements', person, { place: 'application', options: {} }));
}

/** The installer's page, as an administrator opens it from the list of applications. */
export async function openInstaller(system: System, person: Person | null = null): Promise<OpenedPage> {
  return post(await portalApi<Opened>(system, '/placements', person, { place: 'installer' }));
}

/** What the installer's page ends with: `installFinish()` of the frame. */
export async function finishInstallation(system: System, person: Person | null = null): Promise<void> {
  await portalApi(system, '/installation', person, {});
}

export async function post(form: { action: string; fields: Record<string, string> }): Promise<OpenedPage> {
  const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(form.fields) });
  const html = await response.text();
  const json = /<script type="application\/json" id="olchat-page">([\s\S]*?)<\/script>/.exec(html)?.[1];
  if (json === undefined) throw new Error(`the page carries no data: ${response.status} ${html.slice(0, 300)}`);
  return { status: response.status, html, headers: response.headers, page: JSON.parse(json) as OpenedPage['page'], form };
}

/** A widget session of this employee. */
export async function session(system: System, person: Person | null, card = { type: 'DEAL', id: '81' }): Promise<string> {
  const { page } = await openCard(system, card, person);
  if (page.sessionToken === null) throw new Error(`no session: ${JSON.stringify(page.problem)}`);
  return page.sessionToken;
}
