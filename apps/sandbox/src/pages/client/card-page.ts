/** The page of one card: its fields at the left, its timeline at the right. */
import type { CardView } from '../../portal/desk.ts';
import { cardPath } from './card-path.ts';
import { deskClient, RefusedByPortal } from './desk-client.ts';
import type { CardContent } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element, picture } from './element.ts';
import { oneAtATime } from './live.ts';
import { menuButton } from './menu-button.ts';
import type { CardReference } from './page-state.ts';
import { timeline } from './timeline.ts';
import { orToast } from './toast.ts';

export const showCard = (desk: Desk, main: HTMLElement, reference: CardReference): void => {
  const { texts } = desk;
  const heading = element('header', { class: 'page-heading' });
  const about = element('section', { class: 'panel card-fields', 'aria-label': texts.about });
  const tools = element('div', { class: 'panel timeline-tools', role: 'toolbar', 'aria-label': texts.timeline });
  const records = timeline(desk, reference);
  let shown = '';

  const show = ({ card, records: newest, placements }: CardContent): void => {
    records.show(newest);
    const rest = JSON.stringify([card, placements]);
    if (rest === shown) return; // An open menu stays open while statuses change.
    shown = rest;
    heading.replaceChildren(
      element('span', { class: 'chip' }, texts[`one${card.type}`]),
      element('h1', {}, card.title),
      element('p', { class: 'muted' }, card.subtitle),
    );
    about.replaceChildren(...fields(desk, card));
    tools.replaceChildren(...timelineTools(desk, reference, placements));
  };
  const load = oneAtATime(async () => {
    try {
      show(await deskClient.card(reference));
    } catch (error) {
      if (!(error instanceof RefusedByPortal && error.status === 404)) throw error;
      main.replaceChildren(element('p', { class: 'empty' }, texts.noCard));
    }
  });

  main.classList.add('card-page');
  main.replaceChildren(heading, about, element('section', { class: 'timeline', 'aria-label': texts.timeline }, tools, records.node));
  desk.reloadCard = load;
  load();
};

const fields = ({ texts }: Desk, card: CardView): HTMLElement[] => [
  element('h2', {}, texts.about),
  element(
    'dl',
    {},
    ...card.fields.flatMap(({ label, value }) => [
      element('dt', {}, label),
      value === '' ? element('dd', { class: 'muted' }, texts.notFilled) : element('dd', {}, value),
    ]),
    element('dt', {}, texts.responsible),
    element('dd', {}, card.responsible?.name ?? texts.notFilled),
  ),
  ...(card.linked.length === 0
    ? []
    : [
        element('h2', {}, texts.linked),
        element(
          'ul',
          { class: 'linked' },
          ...card.linked.map(linked =>
            element(
              'li',
              {},
              element('a', { href: cardPath({ smartProcessTypeId: null, ...linked }) }, linked.title),
              element('span', { class: 'muted' }, linked.relation),
            ),
          ),
        ),
      ]),
];

/** «Дело · Комментарий · Задача · Ещё»: the first three are the portal's own and not simulated, applications stand under the last. */
const timelineTools = (desk: Desk, reference: CardReference, placements: CardContent['placements']): HTMLElement[] => {
  const { texts } = desk;
  const own = [texts.activity, texts.comment, texts.task].map(name =>
    element('button', { type: 'button', class: 'tool', disabled: true, title: texts.notSimulated }, name),
  );
  const more = element('button', { type: 'button', class: 'tool tool-more' }, texts.more, picture('down'));
  if (placements.length === 0) {
    more.disabled = true;
    more.title = texts.noApplications;
    return [...own, more];
  }
  const entries = placements.map(item => ({ title: item.title, choose: () => orToast(desk.openCardPlacement(reference, item)) }));
  return [...own, menuButton(more, entries)];
};
