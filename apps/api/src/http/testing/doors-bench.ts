/** What tests of the portal's doors stand on: a server whose portal knows one employee and one installer, and forms as Bitrix24 posts them. */
import type { Bitrix24App, ProvenInstallation } from '@olchat/bitrix24';
import { refuse, type EmployeeId } from '@olchat/domain';
import { MEMBER_ID } from '../../graphql/testing/fake-portal.ts';
import { refusingApp, startTestServer, type TestServer } from '../../graphql/testing/test-server.ts';
import type { ServerOptions } from '../../graphql/server.ts';

export const NEW_MEMBER = 'b'.repeat(32);

export const INSTALLATION: ProvenInstallation = {
  memberId: NEW_MEMBER,
  clientEndpoint: 'https://new.bitrix24.ru/rest/',
  serverEndpoint: 'https://oauth.bitrix.info/rest/',
  tokenUrl: 'https://oauth.bitrix.info/oauth/token/',
  scope: ['crm', 'imconnector'],
  tokens: { accessToken: 'a', refreshToken: 'r', expiresAt: new Date() },
  employeeId: '7' as EmployeeId,
  name: 'Ольга',
  isAdministrator: true,
  language: 'ru',
  isFinished: false,
};

/** The page of a card, and what the portal posts to it for the employee. */
export const CARD = '/bitrix24/placement/CRM_DEAL_DETAIL_ACTIVITY?DOMAIN=portal.example&PROTOCOL=1&LANG=ru&APP_SID=s';
export const OPENED = {
  member_id: MEMBER_ID,
  AUTH_ID: 'employee-token',
  REFRESH_ID: 'r',
  PLACEMENT: 'CRM_DEAL_DETAIL_ACTIVITY',
  PLACEMENT_OPTIONS: '{"ID":"17"}',
};

export class DoorsBench {
  server!: TestServer;

  async start(app: Partial<Bitrix24App> = {}, options: Partial<ServerOptions> = {}): Promise<void> {
    this.server = await startTestServer({
      app: {
        ...refusingApp,
        proveEmployee: async (_portalId, token) => {
          if (token === 'employee-token') return { employeeId: '2' as EmployeeId, name: 'Мария Ким', isAdministrator: false };
          return refuse(token === null ? 'PORTAL_AUTH_MISSING' : 'PORTAL_TOKEN_REFUSED');
        },
        proveInstallation: async ({ refreshToken }) => (refreshToken === 'installer' ? INSTALLATION : refuse('PORTAL_TOKEN_REFUSED')),
        register: async () => ({ kept: [], added: ['placement CRM_DEAL_DETAIL_ACTIVITY'], removed: [], failed: [] }),
        ...app,
      },
      ...options,
    });
  }

  /** Another server takes the place of this one. */
  async restart(app: Partial<Bitrix24App>, options: Partial<ServerOptions> = {}): Promise<void> {
    await this.server.close();
    await this.start(app, options);
  }

  readonly form = (path: string, fields: Record<string, string>): Promise<Response> =>
    fetch(`${this.server.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields),
    });
}

/** What is written into a page for the widget. */
export async function pageOf(response: Response): Promise<Record<string, unknown>> {
  const html = await response.text();
  return JSON.parse(/<script type="application\/json" id="olchat-page">([\s\S]*?)<\/script>/.exec(html)?.[1] ?? 'null') as Record<
    string,
    unknown
  >;
}
