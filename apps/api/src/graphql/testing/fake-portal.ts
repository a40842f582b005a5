/** A portal, its administrator (1) and an employee (2), a connected account and a deal with a number. */
import {
  Account,
  DEFAULT_WRITING_HOURS,
  Employee,
  newId,
  Portal,
  type AccountId,
  type CardContent,
  type CardRef,
  type EmployeeId,
  type LineId,
  type PortalId,
} from '@olchat/domain';

export const ADMINISTRATOR = '1' as EmployeeId;
export const EMPLOYEE = '2' as EmployeeId;
export const DEAL: CardRef = { type: 'DEAL', id: '17', smartProcessTypeId: null };
export const MEMBER_ID = 'a223c6b3710f85df22e9377d6c4f7553';

export const DEAL_CONTENT: CardContent = {
  card: DEAL,
  title: 'Поставка окон',
  addresses: [{ holder: { type: 'CONTACT', id: '5', name: 'Анна' }, kind: 'PHONE', valueType: 'MOBILE', value: '8 (900) 123-45-67' }],
  people: [{ type: 'CONTACT', id: '5', name: 'Анна' }],
};

export const fakePortal = (id: PortalId): Portal =>
  Object.assign(new Portal(), {
    id,
    memberId: MEMBER_ID,
    clientEndpoint: 'https://portal.example/rest/',
    domain: 'portal.example',
    title: 'portal.example',
    state: 'ACTIVE' as const,
    language: 'ru' as const,
    country: 'RU',
    mainEmployeeId: ADMINISTRATOR,
    textLimit: 1000,
    administratorsOnly: false,
    writingHours: DEFAULT_WRITING_HOURS,
    statusesWidget: false,
    templatesInChat: false,
    forceWidget: false,
    createdAt: new Date(),
  });

export const fakeEmployee = (portalId: PortalId, id: EmployeeId): Employee =>
  Object.assign(new Employee(), {
    portalId,
    id,
    name: id === ADMINISTRATOR ? 'Иван Петров' : 'Мария Ким',
    isAdministrator: id === ADMINISTRATOR,
    lastAccountId: null,
    lastPublication: null,
    lastCreateActivity: true,
    sendBy: 'CTRL_ENTER' as const,
    showTemplateText: true,
    closeAfterTemplate: false,
    showName: false,
    recentEmoji: [],
    seenAt: new Date(),
    dismissedAt: null,
  });

export const fakeAccount = (portalId: PortalId, title: string): Account => {
  const account = Account.create({
    portalId,
    id: newId<AccountId>(),
    kind: 'WHATSAPP_WEB',
    messenger: 'WHATSAPP',
    title,
    lineId: '3' as LineId,
    lineName: 'Отдел продаж',
    createdAt: new Date(),
  });
  return Object.assign(account, { state: 'CONNECTED' as const, address: '+79000000000' });
};
