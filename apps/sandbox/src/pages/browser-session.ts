/** Who is logged in at the portal in this browser. The simulated portal has no passwords: people choose who they are. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DeskEmployee, PortalDesk, PortalInfo } from '../portal/desk.ts';
import type { Language } from './client/texts.ts';

export interface BrowserSession {
  portal: PortalInfo;
  employee: DeskEmployee;
  language: Language;
}

/** Cookies do not know ports, and two sandboxes may run side by side. */
const cookieName = (what: 'employee' | 'language', port: number): string => `portal-${what}-${port}`;

export class BrowserSessions {
  readonly #desk: PortalDesk;
  readonly #port: number;

  constructor(desk: PortalDesk, port: number) {
    this.#desk = desk;
    this.#port = port;
  }

  read(request: FastifyRequest): BrowserSession {
    const cookies = readCookies(request);
    const [memberId, employeeId] = (cookies.get(cookieName('employee', this.#port)) ?? '').split('.');
    const portals = this.#desk.portals();
    const portal = portals.find(one => one.memberId === memberId) ?? portals[0];
    if (portal === undefined) throw new Error('there is no portal');
    const employees = this.#desk.employees(portal.memberId);
    const employee = employees.find(one => one.id === employeeId) ?? employees.find(one => one.isAdministrator) ?? employees[0];
    if (employee === undefined) throw new Error(`«${portal.title}» has no employees`);
    return {
      portal,
      employee,
      language: readLanguage(request) ?? (cookies.get(cookieName('language', this.#port)) === 'en' ? 'en' : 'ru'),
    };
  }

  /** `who` is `<member_id>.<employee id>`; an unknown one falls back to the administrator. */
  logIn(reply: FastifyReply, who: string): void {
    this.#setCookie(reply, 'employee', who);
  }

  /** `?lang=en` holds until another one is asked for. */
  rememberLanguage(request: FastifyRequest, reply: FastifyReply): void {
    const language = readLanguage(request);
    if (language !== undefined) this.#setCookie(reply, 'language', language);
  }

  #setCookie(reply: FastifyReply, what: 'employee' | 'language', value: string): void {
    void reply.header('set-cookie', `${cookieName(what, this.#port)}=${encodeURIComponent(value)}; Path=/; SameSite=Lax; HttpOnly`);
  }
}

const readLanguage = (request: FastifyRequest): Language | undefined => {
  const { lang } = request.query as { lang?: unknown };
  return lang === 'ru' || lang === 'en' ? lang : undefined;
};

const readCookies = (request: FastifyRequest): Map<string, string> =>
  new Map(
    (request.headers.cookie ?? '').split(/; */).map(pair => {
      const [name = '', ...value] = pair.split('=');
      return [name, decodeURIComponent(value.join('='))];
    }),
  );
