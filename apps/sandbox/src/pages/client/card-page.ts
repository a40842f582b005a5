/** The page of one card: its fields at the left, its timeline at the right. */
import { fieldsPanel } from './card-fields.ts';
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
  const about = fieldsPanel(desk, reference);
  const tools = element('div', { class: 'panel timeline-tools', role: 'toolbar', 'aria-label': texts.timeline });
  const records = timeline(desk, reference);
  let shown = '';

  const show = (content: CardContent): void => {
    const { card, placements } = content;
    records.show(content.records);
    about.show(content);
    const rest = JSON.stringify([card, placements]);
    if (rest === shown) return; // An open menu stays open while statuses change.
    shown = rest;
    heading.replaceChildren(
      element('span', { class: 'chip' }, texts[`one${card.type}`]),
      element('h1', {}, card.title),
      element('p', { class: 'muted' }, card.subtitle),
    );
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
  main.replaceChildren(heading, about.node, element('section', { class: 'timeline', 'aria-label': texts.timeline }, tools, records.node));
  desk.reloadCard = load;
  load();
};

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
