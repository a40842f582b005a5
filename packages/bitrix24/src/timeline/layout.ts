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

export type Layout = {
  icon: { code: string };
  header: { title: string; tags: { status: { title: string; type: TagType } } };
  body: { logo: { code: string }; blocks: Record<string, Block> };
  footer: {
    buttons?: Record<string, { title: string; type: 'primary'; action: { type: 'redirect'; uri: string } }>;
    menu: { showPostponeItem: false };
  };
};

/** Blocks of one layout; the text and the note take two. */
const MAX_BLOCKS = 20;
const MAX_ROWS = MAX_BLOCKS - 2;
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
  for (const row of view.rows.slice(0, MAX_ROWS)) {
    if (row.value.trim() === '') continue;
    blocks[blockKey(row.key)] = {
      type: 'withTitle',
      properties: {
        title: cut(row.title, MAX_WORD),
        inline: true,
        block: { type: 'text', properties: { value: cut(row.value, MAX_WORD) } },
      },
    };
  }
  if (view.text.trim() !== '') blocks['text'] = { type: 'largeText', properties: { value: cut(view.text, MAX_TEXT) } };
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
    footer: { ...openChatButton(view.openChat), menu: { showPostponeItem: false } },
  };
};

const openChatButton = (chat: ActivityView['openChat']): Pick<Layout['footer'], 'buttons'> => {
  if (chat === null) return {};
  const uri = `/online/?IM_DIALOG=chat${encodeURIComponent(chat.openLineChatId)}`;
  return { buttons: { openChat: { title: cut(chat.title, MAX_WORD), type: 'primary', action: { type: 'redirect', uri } } } };
};

/** Latin letters, digits, `-` and `_` only; `text` and `note` are ours. */
const blockKey = (key: string): string => `row-${key.replace(/[^A-Za-z0-9_-]/g, '_')}`;

const cut = (text: string, length: number): string => {
  const letters = Array.from(text);
  return letters.length <= length ? text : `${letters.slice(0, length - 1).join('')}…`;
};
