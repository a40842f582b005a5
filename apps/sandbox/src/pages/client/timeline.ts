/** The timeline of a card: records newest first, each with badge, rows, text and buttons. */
import type { TimelineAction, TimelineBlock, TimelineButton, TimelineRecord } from '../../portal/desk.ts';
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element, KeyedList, picture } from './element.ts';
import type { IconName } from './icons.ts';
import { menuButton } from './menu-button.ts';
import { dateAndTime, day, isToday, time } from './moment.ts';
import type { CardReference } from './page-state.ts';
import { orToast } from './toast.ts';

const ENTITY_TYPE_IDS = { LEAD: '1', DEAL: '2', CONTACT: '3', COMPANY: '4', ORDER: '14' } as const;

export interface Timeline {
  readonly node: HTMLElement;
  show(records: readonly TimelineRecord[]): void;
}

export const timeline = (desk: Desk, card: CardReference): Timeline => {
  const { texts } = desk;
  const planned = group(desk, card, texts.whatToDo, 'planned');
  const history = group(desk, card, texts.today, 'history');
  const nothing = element('p', { class: 'empty' }, texts.emptyTimeline);
  return {
    node: element('div', { class: 'timeline-records' }, planned.node, history.node, nothing),
    show: records => {
      const newestFirst = records.toReversed();
      planned.show(newestFirst.filter(record => !record.completed));
      history.show(newestFirst.filter(record => record.completed));
      nothing.hidden = records.length > 0;
    },
  };
};

const group = (desk: Desk, card: CardReference, title: string, kind: string): Timeline => {
  const list = element('ol');
  const chip = element('p', { class: `timeline-chip timeline-chip-${kind}` }, title);
  const node = element('section', { class: `timeline-group timeline-${kind}`, hidden: true }, chip, list);
  const drawn = new KeyedList<TimelineRecord>(
    list,
    record => record.activityId,
    record => timelineRecord(desk, card, record),
  );
  return {
    node,
    show: records => {
      node.hidden = records.length === 0;
      const newest = records[0];
      if (kind === 'history' && newest !== undefined) chip.textContent = isToday(newest.at) ? title : day(newest.at);
      drawn.show(records);
    },
  };
};

const timelineRecord = (desk: Desk, card: CardReference, record: TimelineRecord): HTMLElement => {
  const { texts } = desk;
  const act = (button: TimelineButton, node: HTMLButtonElement): void => perform(desk, card, record, button, node);
  const isNote = ({ kind, title }: TimelineBlock): boolean => kind === 'row' && title === null;
  const rows = record.blocks.filter(block => block.kind !== 'bubble' && !isNote(block));
  const notes = record.blocks.filter(isNote);
  const bubbles = record.blocks.filter(block => block.kind === 'bubble');
  const more = element(
    'button',
    { type: 'button', class: 'button button-quiet button-icon', 'aria-label': texts.actions },
    picture('more'),
  );
  return element(
    'li',
    { class: `record record-${record.kind}`, 'data-activity': record.activityId },
    element('span', { class: 'record-icon' }, picture(record.kind === 'app' ? 'chat' : 'lines')),
    element(
      'article',
      { 'aria-label': record.title },
      element(
        'header',
        {},
        element('h3', {}, record.title),
        record.badge !== null && element('span', { class: `badge badge-${record.badge.type}` }, record.badge.title),
        element(
          'time',
          { datetime: record.at, title: dateAndTime(record.at) },
          isToday(record.at) ? time(record.at) : `${day(record.at)}, ${time(record.at)}`,
        ),
        record.author !== null &&
          element(
            'span',
            { class: 'avatar', title: record.author.name, role: 'img', 'aria-label': record.author.name },
            initials(record.author.name),
          ),
      ),
      element(
        'div',
        { class: 'record-body' },
        element('span', { class: 'record-logo' }, picture(logoOf(record))),
        element(
          'div',
          { class: 'record-blocks' },
          rows.length > 0 && element('dl', {}, ...rows.flatMap(block => row(desk, card, record, block))),
          ...bubbles.map(block => element('p', { class: 'bubble' }, block.text)),
          ...notes.map(block => element('p', { class: 'record-note' }, block.text)),
        ),
      ),
      (record.buttons.length > 0 || record.menu.length > 0) &&
        element(
          'footer',
          {},
          ...record.buttons.map(button => actionButton(button, act)),
          record.menu.length > 0 &&
            menuButton(
              more,
              record.menu.map(item => ({ title: item.title, choose: () => act(item, more) })),
            ),
        ),
    ),
  );
};

const actionButton = (button: TimelineButton, act: (button: TimelineButton, node: HTMLButtonElement) => void): HTMLElement => {
  const node: HTMLButtonElement = element(
    'button',
    { type: 'button', class: `button button-round button-${button.type}`, onclick: () => act(button, node) },
    button.title,
  );
  return node;
};

const row = (desk: Desk, card: CardReference, record: TimelineRecord, block: TimelineBlock): HTMLElement[] => {
  const { action } = block;
  const content =
    action === undefined || action.type === 'restEvent'
      ? block.text
      : element('button', { type: 'button', class: 'link', onclick: () => follow(desk, card, record, action) }, block.text);
  return [element('dt', {}, block.title ?? ''), element('dd', {}, content)];
};

const perform = (desk: Desk, card: CardReference, record: TimelineRecord, button: TimelineButton, node: HTMLButtonElement): void => {
  if (button.action.type !== 'restEvent') return follow(desk, card, record, button.action);
  const unlock = lock(node, button.action.animation);
  orToast(
    deskClient.pressButton(record.activityId, button.key).catch((error: unknown) => {
      unlock();
      throw error;
    }),
  );
};

/** Until the application updates the record, which draws it anew. */
const lock = (node: HTMLButtonElement, animation: 'loader' | 'disable' | null): (() => void) => {
  if (animation === null) return () => undefined;
  const record = animation === 'loader' ? node.closest<HTMLElement>('.record') : null;
  node.disabled = true;
  record?.classList.add('record-loading');
  record?.setAttribute('aria-busy', 'true');
  return () => {
    node.disabled = false;
    record?.classList.remove('record-loading');
    record?.removeAttribute('aria-busy');
  };
};

const follow = (desk: Desk, card: CardReference, record: TimelineRecord, action: Exclude<TimelineAction, { type: 'restEvent' }>): void => {
  if (action.type === 'redirect') desk.openUri(action.uri);
  else orToast(desk.openApplication(contextOf(card, record, action), action.look));
};

const contextOf = (
  card: CardReference,
  record: TimelineRecord,
  action: TimelineAction & { type: 'openRestApp' },
): Record<string, string> => ({
  ...action.params,
  entityTypeId: card.type === 'SMART_PROCESS' ? (card.smartProcessTypeId ?? '') : ENTITY_TYPE_IDS[card.type],
  entityId: card.id,
  activityId: record.activityId,
});

const logoOf = (record: TimelineRecord): IconName => {
  if (record.kind === 'open-line') return 'lines';
  if (/whatsapp/i.test(record.title)) return 'whatsapp';
  return /telegram/i.test(record.title) ? 'telegram' : 'chat';
};

const initials = (name: string): string =>
  name
    .split(' ')
    .map(part => part.charAt(0))
    .slice(0, 2)
    .join('');
