/** The widget's pages in the portal: the application's own one and those in cards, by the code of their placement. */
import {
  cardItemOf,
  cardOfPlacement,
  CHAT_PLACEMENT,
  FIELD_PLACEMENT,
  fieldOfPlacement,
  HISTORY,
  parseFormBody,
  parsePageRequest,
  type FieldPlace,
} from '@olchat/bitrix24';
import { isRefusal, refuse, type CardRef, type Portal, type Storage } from '@olchat/domain';
import type { FastifyInstance } from 'fastify';
import { openWidget } from '../portals/open-widget.ts';
import { portalOrigin } from '../portals/portal-origin.ts';
import type { DoorOptions } from './doors.ts';
import { readForm } from './form-body.ts';
import { frameAncestors } from './frame-ancestors.ts';
import { localeOf, problemOf, sendWidgetPage, type Screen, type WidgetPage } from './widget-page.ts';

/** The application's own page: from the menu, from the settings of our connector, or under its short name. */
const OWN_PAGES = ['DEFAULT', 'SETTING_CONNECTOR', 'app'];
const CARD_CODE = /^CRM_[A-Z0-9_]+(?:\.[A-Z]+)?$/;

export function bitrix24Placement(app: FastifyInstance, options: DoorOptions): void {
  const { services, logger, productName } = options;
  app.post<{ Body: Buffer; Params: { code: string } }>('/bitrix24/placement/:code', async (request, reply) => {
    const place = screenOf(request.params.code);
    if (place === null) return reply.callNotFound();
    const claim = readForm(() => parsePageRequest(request.query, parseFormBody(request.body)));
    if (claim === null) return reply.code(400).send({ code: 'BAD_REQUEST', message: 'Not a page request of Bitrix24' });
    // A menu item of a block in the timeline opens the application's own page, and says by its options what to show.
    const screen = place === 'app' && claim.options['view'] === HISTORY ? 'history' : place;

    const locale = localeOf(claim.language);
    const field = screen === 'field' ? fieldOfPlacement(claim.options) : null;
    const item = cardItemOf(request.params.code);
    const card = screen === 'card' ? cardOfPlacement(item.placement, claim.options) : (field?.card ?? null);
    const blank: WidgetPage = {
      sessionToken: null,
      screen,
      locale,
      productName,
      memberId: claim.memberId,
      portalOrigin: '',
      card,
      messenger: screen === 'card' ? item.messenger : null,
      messageId: screen === 'history' ? (claim.options['messageId'] ?? null) : null,
      dialogId: screen === 'templates' ? (claim.options['dialogId'] ?? null) : null,
      field: null,
      employee: null,
      isAdministrator: false,
      problem: null,
    };
    const opened = await openWidget({ ...services, app: options.app }, { ...claim, locale, isOwnPage: screen === 'app' });
    if (isRefusal(opened)) {
      logger.info({ code: opened.code, rawCode: opened.details.rawCode }, 'a page was opened without a session');
      const known = await services.portals.findByMemberId(claim.memberId);
      const page = { ...blank, portalOrigin: known === null ? '' : portalOrigin(known), problem: problemOf(opened, locale) };
      return sendWidgetPage(reply, { ...options, page, frameAncestors: frameAncestors(known, claim.domain) });
    }
    const { portal, employee, sessionToken } = opened;
    const page: WidgetPage = {
      ...blank,
      sessionToken,
      portalOrigin: portalOrigin(portal),
      field: field === null ? null : await fieldState(services.storage, portal, field),
      employee: { id: employee.id, name: employee.name },
      isAdministrator: employee.isAdministrator,
      problem: lacksCard(screen, card) ? problemOf(refuse('NOT_FOUND'), locale) : null,
    };
    return sendWidgetPage(reply, { ...options, page, frameAncestors: frameAncestors(portal, null) });
  });
}

function screenOf(code: string): Screen | null {
  if (code === FIELD_PLACEMENT) return 'field';
  if (code === CHAT_PLACEMENT) return 'templates';
  if (OWN_PAGES.includes(code)) return 'app';
  return CARD_CODE.test(code) ? 'card' : null;
}

/** What the field shows is known before its page is drawn: a card that is opened asks Bitrix24 nothing more (S-2). */
async function fieldState(storage: Storage, portal: Portal, { mode, smartProcessTypeId }: FieldPlace): Promise<WidgetPage['field']> {
  const embeddings = await storage.transaction(portal.id, tx => tx.embeddings.list());
  const embedded = embeddings.some(embedding => embedding.smartProcessTypeId === smartProcessTypeId);
  return {
    mode,
    smartProcessTypeId,
    embedded,
    isOn: smartProcessTypeId === null ? portal.statusesWidget : embedded,
    isForced: portal.forceWidget,
  };
}

/** A new card that is not saved yet has no id. */
const lacksCard = (screen: Screen, card: CardRef | null): boolean => screen === 'card' && card === null;
