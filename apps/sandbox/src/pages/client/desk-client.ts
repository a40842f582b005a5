/** The portal's pages ask the portal through these calls only. */
import type {
  CardSummary,
  CardView,
  CardWidget,
  ChatPlacementItem,
  DeskChat,
  DeskEmployee,
  DeskNoticeBoard,
  FieldTypeChoice,
  OpenedPlacement,
  PlacementItem,
  TimelineRecord,
} from '../../portal/desk.ts';
import type { CardReference } from './page-state.ts';

export interface CardContent {
  card: CardView;
  records: TimelineRecord[];
  placements: PlacementItem[];
  widgets: CardWidget[];
  fieldTypes: FieldTypeChoice[];
}

export type Change = 'card' | 'timeline' | 'chat' | 'app';
export type FrameAuth = Record<'AUTH_ID' | 'REFRESH_ID', string> & { AUTH_EXPIRES: number };

export class RefusedByPortal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const ask = async <T>(path: string, body?: unknown): Promise<T> => {
  const request = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const reply = await fetch(path, request);
  const answer = (await reply.json()) as T & { message?: string };
  if (!reply.ok) throw new RefusedByPortal(reply.status, answer.message ?? reply.statusText);
  return answer;
};

const API = '/portal/api';
const query = (smartProcessTypeId: string | null): string =>
  smartProcessTypeId === null ? '' : `?smartProcessTypeId=${smartProcessTypeId}`;

export const deskClient = {
  cards: () => ask<CardSummary[]>(`${API}/cards`),
  card: ({ type, id, smartProcessTypeId }: CardReference) => ask<CardContent>(`${API}/cards/${type}/${id}${query(smartProcessTypeId)}`),
  pressButton: (activityId: string, key: string) => ask<unknown>(`${API}/activities/${activityId}/buttons/${encodeURIComponent(key)}`, {}),

  openCardPlacement: (card: CardReference, item: PlacementItem) =>
    ask<OpenedPlacement>(`${API}/placements`, { place: 'card', ...card, code: item.code, handler: item.handler }),
  openField: (card: CardReference, fieldName: string, mode: 'view' | 'edit') =>
    ask<OpenedPlacement>(`${API}/placements`, { place: 'field', ...card, fieldName, mode }),
  openChatPlacement: (chatId: string, item: PlacementItem) =>
    ask<OpenedPlacement>(`${API}/placements`, { place: 'chat', chatId, code: item.code, handler: item.handler }),
  createField: ({ type, id, smartProcessTypeId }: CardReference, field: { userTypeId: string; title: string }) =>
    ask<unknown>(`${API}/cards/${type}/${id}/fields${query(smartProcessTypeId)}`, field),
  saveFields: ({ type, id, smartProcessTypeId }: CardReference, values: Record<string, string>) =>
    ask<unknown>(`${API}/cards/${type}/${id}/values${query(smartProcessTypeId)}`, values),
  openApplication: (options: Record<string, string>) => ask<OpenedPlacement>(`${API}/placements`, { place: 'application', options }),
  openInstaller: () => ask<OpenedPlacement>(`${API}/placements`, { place: 'installer' }),
  refreshAuth: (sid: string) => ask<FrameAuth>(`${API}/placements/${sid}/auth`, {}),
  finishInstallation: () => ask<unknown>(`${API}/installation`, {}),
  removeApplication: (clean: boolean) => ask<unknown>(`${API}/removal`, { clean }),
  /** The stores of options are REST methods; the portal calls them with the application's own token. */
  setOption: (method: 'user.option.set' | 'app.option.set', name: string, value: unknown, auth: string) =>
    ask<unknown>(`/rest/${method}`, { options: { [name]: value }, auth }),

  chats: () => ask<DeskChat[]>(`${API}/chats`),
  chatPlacements: () => ask<ChatPlacementItem[]>(`${API}/chat-placements`),
  noticeBoard: () => ask<DeskNoticeBoard>(`${API}/notices`),
  post: (chatId: string, text: string) => ask<unknown>(`${API}/chats/${chatId}/messages`, { text }),
  take: (chatId: string) => ask<unknown>(`${API}/chats/${chatId}/take`, {}),
  colleagues: () => ask<DeskEmployee[]>(`${API}/colleagues`),
  invite: (chatId: string, employeeId: string) => ask<unknown>(`${API}/chats/${chatId}/guests`, { employeeId }),
  finish: (chatId: string) => ask<unknown>(`${API}/chats/${chatId}/finish`, {}),
};
