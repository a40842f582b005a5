/** The installer's page: opened by an administrator in the portal's frame, again and again if he likes. */
import { parseFormBody, parsePageRequest } from '@olchat/bitrix24';
import { isRefusal } from '@olchat/domain';
import type { FastifyInstance } from 'fastify';
import { installPortal, type InstalledPortal } from '../portals/install-portal.ts';
import { portalOrigin } from '../portals/portal-origin.ts';
import type { DoorOptions } from './doors.ts';
import { readForm } from './form-body.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { localeOf, problemOf, sendWidgetPage, type Locale, type WidgetPage } from './widget-page.ts';

export function bitrix24Install(app: FastifyInstance, options: DoorOptions): void {
  const { services, logger, productName } = options;
  app.post<{ Body: Buffer }>('/bitrix24/install', async (request, reply) => {
    const claim = readForm(() => parsePageRequest(request.query, parseFormBody(request.body)));
    if (claim === null) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'Not a page request of Bitrix24' });
    const locale = localeOf(claim.language);
    const installed = await installPortal({ ...services, app: options.app }, claim);
    const blank: WidgetPage = {
      sessionToken: null,
      screen: 'install',
      locale,
      productName,
      memberId: claim.memberId,
      portalOrigin: '',
      card: null,
      messenger: null,
      messageId: null,
      dialogId: null,
      field: null,
      employee: null,
      isAdministrator: false,
      problem: null,
    };
    if (isRefusal(installed)) {
      logger.warn({ traceId: request.id, code: installed.code, rawCode: installed.details.rawCode }, 'an installation was refused');
      const known = await services.portals.findByMemberId(claim.memberId);
      const page = { ...blank, problem: problemOf(installed, locale) };
      return sendWidgetPage(reply, { ...options, page, frameAncestors: frameAncestors(known, claim.domain) });
    }
    noteRegistrations(options, installed, request.id);
    const page = { ...blank, ...(await signedIn(options, installed, locale)) };
    return sendWidgetPage(reply, { ...options, page, frameAncestors: frameAncestors(installed.portal, null) });
  });
}

async function signedIn(
  { services }: DoorOptions,
  { portal, administrator, registered }: InstalledPortal,
  locale: Locale,
): Promise<Partial<WidgetPage>> {
  return {
    sessionToken: await services.sessions.open({ portalId: portal.id, employeeId: administrator.id, isAdministrator: true, locale }),
    memberId: portal.memberId,
    portalOrigin: portalOrigin(portal),
    employee: { id: administrator.id, name: administrator.name },
    isAdministrator: true,
    problem: isRefusal(registered) ? problemOf(registered, locale) : null,
  };
}

/** What the portal did not take is missing until the next installation; an administrator of ours must see it. */
export function noteRegistrations(
  { logger }: Pick<DoorOptions, 'logger'>,
  { portal, registered }: InstalledPortal,
  traceId?: string,
): void {
  const which = { portalId: portal.id, ...(traceId === undefined ? {} : { traceId }) };
  if (isRefusal(registered))
    logger.warn({ ...which, code: registered.code, rawCode: registered.details.rawCode }, 'nothing was registered');
  else if (registered.failed.length > 0) logger.warn({ ...which, failed: registered.failed }, 'not everything was registered');
  else logger.info({ ...which, added: registered.added, removed: registered.removed }, 'the application is installed');
}
