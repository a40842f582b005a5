/** Where a page of the portal begins: reads what to show, shows it, keeps it up to date. */
import { showApplication } from './application-page.ts';
import { showCard } from './card-page.ts';
import { showCards } from './cards-page.ts';
import { Desk } from './desk.ts';
import type { Change } from './desk-client.ts';
import { element } from './element.ts';
import { listen } from './live.ts';
import { messenger } from './messenger.ts';
import type { PageState } from './page-state.ts';

const state = JSON.parse(document.getElementById('page-state')?.textContent ?? '') as PageState;
const main = document.querySelector('main') ?? document.body;
const desk = new Desk(state);

const show = (): void => {
  const { shown } = state;
  switch (shown.page) {
    case 'cards':
      return showCards(desk, main);
    case 'card':
      return showCard(desk, main, shown.card);
    case 'chats':
      main.classList.add('chats-page');
      return main.replaceChildren(element('h1', { class: 'unseen' }, desk.texts.chats), messenger(desk, shown.dialogId ?? '').node);
    case 'application':
      return showApplication(desk, main);
    case 'missing':
      return main.replaceChildren(element('p', { class: 'empty' }, desk.texts.noPage, ' ', element('code', {}, shown.path)));
  }
};

show();
listen<{ what: Change }>('/portal/api/events', push => {
  if (push?.what !== 'chat') desk.reloadCard();
  if (push === undefined || push.what === 'chat') for (const listener of desk.chatListeners) listener();
});
document.getElementById('who')?.addEventListener('change', event => (event.target as HTMLSelectElement).form?.requestSubmit());
