/** The timeline of a card as an employee sees it. */
import type { TimelineAction, TimelineBlock, TimelineButton, TimelineRecord } from '../desk.ts';
import { findChat } from '../open-lines/chats.ts';
import { connectors } from '../open-lines/connectors.ts';
import type { Portal } from '../portal-data.ts';
import { findDeskEmployee } from '../users/employees.ts';
import { timelineOf } from './activities.ts';
import type { Activity } from './activities.ts';
import type { Action, Block, Button, MenuItem, SliderParameters, Text } from './activity-layout.ts';
import type { CardKey } from './card-types.ts';

const LANGUAGE = 'ru';

const text = (value: Text): string => (typeof value === 'object' ? (value[LANGUAGE] ?? Object.values(value)[0] ?? '') : String(value));

/** Newest last. */
export const viewTimeline = (portal: Portal, card: CardKey): TimelineRecord[] =>
  timelineOf(portal, card).map(activity =>
    activity.kind === 'app' ? viewAppActivity(portal, activity) : viewOpenLineActivity(portal, activity),
  );

const common = (portal: Portal, activity: Activity) => ({
  activityId: String(activity.id),
  kind: activity.kind,
  at: new Date(activity.createdAtMs).toISOString(),
  updatedAt: new Date(activity.updatedAtMs).toISOString(),
  author: findDeskEmployee(portal, activity.responsibleId),
  completed: activity.completed,
});

const viewAppActivity = (portal: Portal, activity: Activity): TimelineRecord => {
  const { layout } = activity;
  const [tag] = Object.values(layout?.header.tags ?? {});
  return {
    ...common(portal, activity),
    title: layout === null ? '' : text(layout.header.title),
    badge: tag === undefined ? null : { title: text(tag.title), type: tag.type },
    blocks: Object.values(layout?.body.blocks ?? {}).flatMap(viewBlock),
    buttons: Object.entries(layout?.footer?.buttons ?? {}).map(([key, button]) => viewButton(key, button)),
    menu: Object.entries(layout?.footer?.menu?.items ?? {}).map(([key, item]) => viewButton(key, item)),
  };
};

const viewBlock = (block: Block): TimelineBlock[] => {
  switch (block.type) {
    case 'text':
      return [{ title: null, text: text(block.properties.value), kind: 'row' }];
    case 'largeText':
      return [{ title: null, text: text(block.properties.value), kind: 'bubble' }];
    case 'link':
      return [{ title: null, text: text(block.properties.text), kind: 'link', action: viewAction(block.properties.action) }];
    case 'withTitle':
      return viewBlock(block.properties.block).map(inner => ({ ...inner, title: text(block.properties.title) }));
    case 'lineOfBlocks':
      return Object.values(block.properties.blocks).flatMap(viewBlock);
    case 'deadline':
      return [];
  }
};

const viewButton = (key: string, button: Button | MenuItem): TimelineButton => ({
  key,
  title: text(button.title),
  type: 'type' in button ? button.type : 'secondary',
  action: viewAction(button.action),
});

export const viewAction = (action: Action): TimelineAction => {
  const params =
    'actionParams' in action
      ? Object.fromEntries(Object.entries(action.actionParams ?? {}).map(([name, value]) => [name, String(value)]))
      : {};
  switch (action.type) {
    case 'redirect':
      return { type: 'redirect', uri: action.uri };
    case 'restEvent':
      return { type: 'restEvent', id: action.id, params, animation: action.animationType ?? null };
    case 'openRestApp':
      return { type: 'openRestApp', params, look: lookOf(action.sliderParams ?? {}) };
  }
};

const lookOf = ({ title, width }: SliderParameters): { title?: string; width?: number } => ({
  ...(title !== undefined && { title: text(title) }),
  ...(width !== undefined && { width: Number(width) }),
});

/** The platform's own record beside ours (L-6). */
const viewOpenLineActivity = (portal: Portal, activity: Activity): TimelineRecord => {
  const chat = activity.chatId === null ? undefined : findChat(portal, activity.chatId);
  return {
    ...common(portal, activity),
    title: 'Чат с клиентом',
    badge: chat?.unread === true ? { title: 'НЕ ПРОЧИТАН', type: 'warning' } : null,
    blocks: [
      { title: 'Название', text: chat?.title ?? '', kind: 'row' },
      { title: 'Канал', text: chat === undefined ? '' : (connectors(portal).get(chat.connector)?.name ?? chat.connector), kind: 'row' },
    ],
    buttons:
      chat === undefined
        ? []
        : [{ key: 'open', title: 'ОТКРЫТЬ', type: 'primary', action: { type: 'redirect', uri: `/online/?IM_DIALOG=chat${chat.id}` } }],
    menu: [],
  };
};
