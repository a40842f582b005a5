/** The list of all cards, by type. */
import type { CardSummary, CardTypeCode } from '../../portal/desk.ts';
import { cardPath } from './card-path.ts';
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import { element } from './element.ts';
import { oneAtATime } from './live.ts';

const ORDER: readonly CardTypeCode[] = ['DEAL', 'LEAD', 'CONTACT', 'COMPANY', 'ORDER', 'SMART_PROCESS'];

export const showCards = (desk: Desk, main: HTMLElement): void => {
  const { texts } = desk;
  const groups = element('div', { class: 'card-groups' });
  const load = oneAtATime(async () => {
    const cards = await deskClient.cards();
    groups.replaceChildren(
      ...ORDER.map(type => cards.filter(card => card.type === type))
        .filter(ofType => ofType.length > 0)
        .map(ofType => cardGroup(desk, ofType)),
    );
  });
  main.replaceChildren(element('header', { class: 'page-heading' }, element('h1', {}, texts.crm)), groups);
  desk.reloadCard = load;
  load();
};

const cardGroup = ({ texts }: Desk, cards: readonly CardSummary[]): HTMLElement => {
  const type = cards[0]?.type ?? 'DEAL';
  return element(
    'section',
    { class: `panel card-group card-group-${type.toLowerCase()}`, 'aria-labelledby': `group-${type}` },
    element('h2', { id: `group-${type}` }, texts[type], element('span', { class: 'count' }, String(cards.length))),
    element(
      'ul',
      {},
      ...cards.map(card =>
        element(
          'li',
          {},
          element('a', { href: cardPath(card) }, element('strong', {}, card.title), element('span', { class: 'muted' }, card.subtitle)),
        ),
      ),
    ),
  );
};
