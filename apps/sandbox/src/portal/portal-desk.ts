/** The portal as its own browser pages use it: the employee is the one logged in there. */
import { entityTypeIdOf, entityName } from './crm/card-types.ts';
import type { CardKey } from './crm/card-types.ts';
import { listCards, viewCard } from './crm/card-view.ts';
import { pressButton } from './crm/timeline-buttons.ts';
import { viewTimeline } from './crm/timeline.ts';
import { userFieldTypes } from './crm/user-field-methods.ts';
import { DeskError } from './desk.ts';
import type { CardTypeCode, PortalDesk } from './desk.ts';
import { requireConnected } from './im/im-methods.ts';
import { viewNoticeBoard } from './im/notice-board-view.ts';
import type { Tokens } from './oauth/tokens.ts';
import { mayJoin } from './open-lines/chat-rights.ts';
import { viewChat } from './open-lines/chat-view.ts';
import { allChats, findChat } from './open-lines/chats.ts';
import type { Chat } from './open-lines/chats.ts';
import { finishChat, invite, postAsEmployee } from './open-lines/conversation.ts';
import { answer, start, take } from './open-lines/session-methods.ts';
import { chatPlacementItems } from './placements/chat-places.ts';
import { cardWidgets } from './placements/card-widgets.ts';
import { createCardField, saveCardFields } from './placements/card-field-forms.ts';
import { openPlacement, placementItems, refreshFrame } from './placements/open-placement.ts';
import type { Change, Portal } from './portal-data.ts';
import { RestError } from './rest/rest-error.ts';
import { uninstall } from './uninstall.ts';
import { deskEmployee, employees, findEmployee } from './users/employees.ts';
import type { Employee } from './users/employees.ts';

export interface DeskSources {
  portals: ReadonlyMap<string, Portal>;
  tokens: Tokens;
  onChange: (listener: (memberId: string, what: Change) => void) => () => void;
}

export const createDesk = ({ portals, tokens, onChange }: DeskSources): PortalDesk => {
  const portalOf = (memberId: string): Portal => {
    const portal = portals.get(memberId);
    if (portal === undefined) throw new DeskError('Портал не найден');
    return portal;
  };
  const employeeOf = (portal: Portal, id: string): Employee => {
    const employee = findEmployee(portal, Number(id));
    if (employee === undefined) throw new DeskError('Сотрудник не найден');
    return employee;
  };
  const keyOf = (type: CardTypeCode, id: string, smartProcessTypeId?: string): CardKey => ({
    entityTypeId: entityTypeIdOf(type, smartProcessTypeId),
    id: Number(id),
  });

  /** Runs what an operator does in a chat; the platform's refusals become the sentences he sees. */
  const inChat = (
    memberId: string,
    employeeId: string,
    chatId: string,
    act: (portal: Portal, employee: Employee, chat: Chat) => void,
  ): void => {
    const portal = portalOf(memberId);
    const employee = employeeOf(portal, employeeId);
    const chat = findChat(portal, Number(chatId));
    if (chat === undefined || !mayJoin(portal, employee, chat)) throw new DeskError('У вас нет доступа к этому чату');
    try {
      portal.site.store.transaction(() => act(portal, employee, chat));
    } catch (error) {
      throw error instanceof RestError ? new DeskError(error.message, { cause: error }) : error;
    }
  };

  return {
    portals: () =>
      [...portals.values()].map(portal => ({
        memberId: portal.memberId,
        title: portal.profile.title,
        installed: portal.profile.installed,
      })),
    employees: memberId => employees(portalOf(memberId)).values().map(deskEmployee),
    cards: memberId => listCards(portalOf(memberId)),
    card: (memberId, type, id, smartProcessTypeId) => viewCard(portalOf(memberId), keyOf(type, id, smartProcessTypeId)),
    timeline: (memberId, type, id, smartProcessTypeId) => viewTimeline(portalOf(memberId), keyOf(type, id, smartProcessTypeId)),

    cardPlacements: (memberId, employeeId, type, lang, smartProcessTypeId) => {
      const portal = portalOf(memberId);
      const code = `CRM_${entityName(entityTypeIdOf(type, smartProcessTypeId))}_DETAIL_ACTIVITY`;
      return placementItems(portal, employeeOf(portal, employeeId), code, lang);
    },
    chatPlacements: (memberId, employeeId, lang) => {
      const portal = portalOf(memberId);
      return chatPlacementItems(portal, employeeOf(portal, employeeId), lang);
    },
    cardWidgets: (memberId, employeeId, type, id, smartProcessTypeId) => {
      const portal = portalOf(memberId);
      return cardWidgets(portal, employeeOf(portal, employeeId), keyOf(type, id, smartProcessTypeId));
    },
    fieldTypes: memberId =>
      userFieldTypes(portalOf(memberId))
        .values()
        .map(({ userTypeId, title }) => ({ userTypeId, title })),
    createField: (memberId, employeeId, { type, smartProcessTypeId, userTypeId, title }) => {
      const portal = portalOf(memberId);
      const entityTypeId = entityTypeIdOf(type, smartProcessTypeId);
      portal.site.store.transaction(() => createCardField(portal, employeeOf(portal, employeeId), { entityTypeId, userTypeId, title }));
    },
    saveFields: (memberId, employeeId, type, id, smartProcessTypeId, values) => {
      const portal = portalOf(memberId);
      const key = keyOf(type, id, smartProcessTypeId);
      portal.site.store.transaction(() => saveCardFields(portal, employeeOf(portal, employeeId), key, values));
    },
    openPlacement: (memberId, employeeId, placement, handler, options, lang, host) => {
      const portal = portalOf(memberId);
      const employee = employeeOf(portal, employeeId);
      return portal.site.store.transaction(() => openPlacement(portal, tokens, employee, { placement, handler, options, lang, host }));
    },
    refreshAuth: (memberId, employeeId, sid) => {
      const portal = portalOf(memberId);
      return refreshFrame(portal, tokens, findEmployee(portal, Number(employeeId)), sid);
    },
    finishInstallation: memberId => {
      const portal = portalOf(memberId);
      if (portal.profile.installed) return;
      portal.site.store.transaction(() => {
        portal.updateProfile({ installed: true });
        const administrator = employees(portal)
          .values()
          .find(({ isAdministrator }) => isAdministrator);
        const data = { VERSION: '1', ACTIVE: 'Y', INSTALLED: 'Y', LANGUAGE_ID: 'ru' };
        portal.raise({ name: 'ONAPPINSTALL', data, actorId: administrator?.id ?? 0, withRefreshToken: true });
      });
      portal.changed('app');
    },
    removeApplication: (memberId, employeeId, clean) => {
      const portal = portalOf(memberId);
      if (!employeeOf(portal, employeeId).isAdministrator) throw new DeskError('Удалить приложение может только администратор');
      if (!portal.profile.installed) throw new DeskError('Приложение не установлено');
      portal.site.store.transaction(() => uninstall(portal, tokens, clean));
    },
    appPageHandler: memberId => {
      const { profile, site } = portalOf(memberId);
      return profile.installed ? site.application.appUrl : undefined;
    },

    chats: (memberId, employeeId) => {
      const portal = portalOf(memberId);
      const employee = employeeOf(portal, employeeId);
      return allChats(portal)
        .filter(chat => mayJoin(portal, employee, chat))
        .map(chat => viewChat(portal, employee, chat));
    },
    chat: (memberId, employeeId, chatId) => {
      const portal = portalOf(memberId);
      const chat = findChat(portal, Number(chatId));
      return chat === undefined ? undefined : viewChat(portal, employeeOf(portal, employeeId), chat);
    },
    postToChat: (memberId, employeeId, chatId, text) =>
      inChat(memberId, employeeId, chatId, (portal, employee, chat) => {
        if (text.trim() === '') throw new DeskError('Сообщение пустое');
        requireConnected(portal, chat);
        if (chat.ownerId !== 0 && !chat.participantIds.includes(employee.id)) throw new DeskError('Сначала войдите в диалог');
        postAsEmployee(portal, chat, employee, text);
      }),
    takeChat: (memberId, employeeId, chatId) =>
      inChat(memberId, employeeId, chatId, (portal, employee, chat) => {
        if (chat.ownerId === employee.id) return;
        const caller = { portal, employee };
        if (chat.sessionId === 0) start(caller, chat);
        else if (chat.ownerId === 0) answer(caller, chat);
        else take(caller, chat);
      }),
    finishChat: (memberId, employeeId, chatId) =>
      inChat(memberId, employeeId, chatId, (portal, employee, chat) => {
        if (chat.sessionId === 0) throw new DeskError('Диалог уже завершён');
        finishChat(portal, chat, employee.id);
      }),
    inviteToChat: (memberId, employeeId, chatId, guestId) =>
      inChat(memberId, employeeId, chatId, (portal, employee, chat) => {
        const guest = findEmployee(portal, Number(guestId));
        if (guest?.active !== true) throw new DeskError('Сотрудник не найден');
        if (!chat.participantIds.includes(employee.id)) throw new DeskError('Сначала войдите в диалог');
        invite(portal, chat, employee, [guest]);
      }),
    pressTimelineButton: (memberId, employeeId, activityId, key) => {
      const portal = portalOf(memberId);
      portal.site.store.transaction(() => pressButton(portal, employeeOf(portal, employeeId).id, Number(activityId), key));
    },
    noticeBoard: (memberId, employeeId) => viewNoticeBoard(portalOf(memberId), employeeOf(portalOf(memberId), employeeId)),
    onChange,
  };
};
