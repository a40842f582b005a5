/**
 * Our block in the timeline as Bitrix24 draws it (Bitrix24 docs, configurable activity, "layout"). A layout with one wrong part is refused
 * as a whole, so everything that came from people is cut to what the platform takes.
 */
import type { ActivityView, Messenger } from '@olchat/domain';

// Types, not interfaces: only they count as plain parameters of a call.
type TagType = 'warning' | 'success' | 'failure' | 'primary' | 'secondary';

type TextBlock = {
  type: 'text';
  properties: { value: string; multiline?: boolean; color?: 'base_70'; size?: 'sm' };
};
type LargeTextBlock = {
  type: 'largeText';
  properties: { value: string };
};
type TitledBlock = {
  type: 'withTitle';
  properties: { title: string; inline: true; block: TextBlock };
};
type Block = TextBlock | LargeTextBlock | TitledBlock;

type RedirectAction = { type: 'redirect'; uri: string };
type EventAction = { type: 'restEvent'; id: string; actionParams: Record<string, string>; animationType: 'loader' };
type PageAction = { type: 'openRestApp'; actionParams: Record<string, string>; sliderParams: { title: string; width: number } };
type Button = { title: string; type: 'primary' | 'secondary'; action: RedirectAction | EventAction };

export type Layout = {
  icon: { code: string };
  header: { title: string; tags: { status: { title: string; type: TagType } } };
  body: { logo: { code: string }; blocks: Record<string, Block> };
  footer: {
    buttons?: Record<string, Button>;
    menu: { showPostponeItem: false; items?: Record<string, { title: string; action: PageAction }> };
  };
};

/** Ids of what our blocks offer; they come back in events and in the options of our page. */
export const SEND_AGAIN = 'send-again';
export const HISTORY = 'history';

/** Blocks of one layout; the text and the note take two, attachments at most half. */
const MAX_BLOCKS = 20;
const MAX_ATTACHMENTS = 10;
const MAX_ROWS = MAX_BLOCKS - 2;
const MAX_MENU_ITEMS = 10;
const SLIDER_WIDTH = 560;
/** Not documented; a whole layout is best kept under a few kilobytes. */
const MAX_TEXT = 2_000;
const MAX_WORD = 200;

/** There is no second grey: "in the queue" and "sent" share it. */
const TAGS: Record<ActivityView['badge']['colour'], TagType> = {
  grey: 'secondary',
  blue: 'primary',
  green: 'success',
  red: 'failure',
  yellow: 'warning',
};

/** System icons of the timeline (Bitrix24 docs, crm.timeline.icon.list). */
const ICONS: Record<Messenger, string> = { WHATSAPP: 'whatsapp', TELEGRAM: 'telegram' };

export const logoCode = (messenger: Messenger): string => `olchat_${messenger.toLowerCase()}`;

/** On every portal, for one where our own logo is not registered (any more). */
export const FALLBACK_LOGO = 'comment';

export const layoutOf = (view: ActivityView, logo: string = logoCode(view.messenger)): Layout => {
  const blocks: Record<string, Block> = {};
  const attachments = view.attachments.slice(0, MAX_ATTACHMENTS);
  for (const row of view.rows.slice(0, MAX_ROWS - attachments.length)) {
    if (row.value.trim() !== '') blocks[blockKey(row.key)] = titled(row.title, row.value);
  }
  if (view.text.trim() !== '') blocks['text'] = { type: 'largeText', properties: { value: cut(view.text, MAX_TEXT) } };
  for (const [index, { title, value }] of attachments.entries()) blocks[`attachment-${index + 1}`] = titled(title, value);
  if (view.note !== null) {
    blocks['note'] = { type: 'text', properties: { value: cut(view.note, MAX_TEXT), multiline: true, size: 'sm', color: 'base_70' } };
  }
  // A body without blocks is refused.
  if (Object.keys(blocks).length === 0) blocks['text'] = { type: 'text', properties: { value: '—' } };

  return {
    icon: { code: ICONS[view.messenger] },
    header: {
      title: cut(view.title, MAX_WORD),
      tags: { status: { title: cut(view.badge.text, MAX_WORD), type: TAGS[view.badge.colour] } },
    },
    body: { logo: { code: logo }, blocks },
    footer: { ...buttonsOf(view), menu: { showPostponeItem: false, ...menuItemsOf(view) } },
  };
};

const titled = (title: string, value: string): TitledBlock => ({
  type: 'withTitle',
  properties: { title: cut(title, MAX_WORD), inline: true, block: { type: 'text', properties: { value: cut(value, MAX_WORD) } } },
});

/** Two at most, and there are two: the chat first. */
const buttonsOf = ({ openChat, sendAgain }: ActivityView): Pick<Layout['footer'], 'buttons'> => {
  const buttons: Record<string, Button> = {};
  if (openChat !== null) {
    const uri = `/online/?IM_DIALOG=chat${encodeURIComponent(openChat.openLineChatId)}`;
    buttons['openChat'] = { title: cut(openChat.title, MAX_WORD), type: 'primary', action: { type: 'redirect', uri } };
  }
  if (sendAgain !== null) {
    // The loader stays until the next update of the block, so every press is answered by one.
    const actionParams = { messageId: sendAgain.messageId, attempt: String(sendAgain.attempt) };
    buttons['sendAgain'] = {
      title: cut(sendAgain.title, MAX_WORD),
      type: openChat === null ? 'primary' : 'secondary',
      action: { type: 'restEvent', id: SEND_AGAIN, actionParams, animationType: 'loader' },
    };
  }
  return Object.keys(buttons).length === 0 ? {} : { buttons };
};

const menuItemsOf = ({ histories }: ActivityView): Pick<Layout['footer']['menu'], 'items'> => {
  const items = histories.slice(0, MAX_MENU_ITEMS).map(({ title, messageId }, index) => {
    const action = {
      type: 'openRestApp' as const,
      actionParams: { view: HISTORY, messageId },
      sliderParams: { title: cut(title, MAX_WORD), width: SLIDER_WIDTH },
    };
    return [`history-${index + 1}`, { title: cut(title, MAX_WORD), action }] as const;
  });
  return items.length === 0 ? {} : { items: Object.fromEntries(items) };
};

/** Latin letters, digits, `-` and `_` only; keys without `row-` are ours. */
const blockKey = (key: string): string => `row-${key.replace(/[^A-Za-z0-9_-]/g, '_')}`;

const cut = (text: string, length: number): string => {
  const letters = Array.from(text);
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
};
