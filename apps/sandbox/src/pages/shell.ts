/** The frame that every page of the portal has: heading, left menu, who is logged in. Its content is drawn by the page's own modules. */
import { icon } from './client/icons.ts';
import type { IconName } from './client/icons.ts';
import type { PageState } from './client/page-state.ts';
import { textsOf } from './client/texts.ts';
import type { Texts } from './client/texts.ts';
import type { DeskEmployee, PortalInfo } from '../portal/desk.ts';
import { Html, html, jsonScript } from './html.ts';

export interface ShellOptions {
  state: PageState;
  /** Everybody one can log in as. */
  portals: { portal: PortalInfo; employees: DeskEmployee[] }[];
  /** Path and query of the page: where logging in leads back to. */
  path: string;
  /** Shown inside a slider of another page: no heading, no menu. */
  bare: boolean;
}

export const portalPage = ({ state, portals, path, bare }: ShellOptions): string => {
  const texts = textsOf(state.language);
  return page({
    title: `${titleOf(state, texts)} — ${state.portal.title}`,
    language: state.language,
    styles: ['portal.css', 'timeline.css', 'messenger.css'],
    script: 'portal.ts',
    body: html`<a class="skip" href="#content">${texts.skip}</a>
      ${bare ? html`` : heading(state, portals, path, texts)}
      <div class="portal${bare ? ' portal-bare' : ''}">
        ${bare ? html`` : menu(state, path, texts)}
        <main id="content" tabindex="-1"></main>
      </div>
      <p id="connection" class="connection" role="status" hidden>${texts.offline}</p>
      ${jsonScript('page-state', state)}`,
  });
};

export const phonesPage = (language: 'ru' | 'en'): string => {
  const texts = textsOf(language);
  return page({
    title: texts.phones,
    language,
    styles: ['portal.css', 'phones.css'],
    script: 'phones.ts',
    body: html`<header class="heading">
        <a class="brand" href="/">${image('back')}<span>${texts.backToPortal}</span></a>
        <h1 class="heading-title">${texts.phones}</h1>
      </header>
      <main id="content" class="phones" tabindex="-1"></main>
      <p id="connection" class="connection" role="status" hidden>${texts.offline}</p>
      ${jsonScript('page-state', { language })}`,
  });
};

const page = (parts: { title: string; language: string; styles: string[]; script: string; body: Html }): string =>
  html`<!doctype html>
    <html lang="${parts.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${parts.title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        ${parts.styles.map(name => html`<link rel="stylesheet" href="/assets/${name}" />`)}
        <script type="module" src="/assets/${parts.script}"></script>
      </head>
      <body>
        ${parts.body}
      </body>
    </html> `.text;

const heading = (state: PageState, portals: ShellOptions['portals'], path: string, texts: Texts): Html =>
  html`<header class="heading">
    <a class="brand" href="/">${image('portal')}<span>${state.portal.title}</span></a>
    <form class="who" method="post" action="/portal/session">
      <input type="hidden" name="back" value="${path}" />
      <label for="who">${texts.you}</label>
      <select id="who" name="who">
        ${portals.map(
          ({ portal, employees }) =>
            html`<optgroup label="${portal.title}">${employees.map(employee => choice(portal, employee, state, texts))}</optgroup>`,
        )}
      </select>
      <noscript><button>${texts.enter}</button></noscript>
    </form>
  </header>`;

const choice = (portal: PortalInfo, employee: DeskEmployee, state: PageState, texts: Texts): Html => {
  const isChosen = portal.memberId === state.portal.memberId && employee.id === state.employee.id;
  return html`<option value="${portal.memberId}.${employee.id}" ${isChosen ? html`selected` : ''}>
    ${employee.name}${employee.isAdministrator ? ` (${texts.administrator})` : ''}
  </option>`;
};

const menu = (state: PageState, path: string, texts: Texts): Html => {
  const item = (href: string, name: string, picture: IconName, isCurrent: boolean): Html =>
    html`<li>
      <a href="${href}" ${isCurrent ? html`aria-current="page"` : ''}>${image(picture)}<span>${name}</span></a>
    </li>`;
  const shown = state.shown.page;
  return html`<nav class="menu" aria-label="${texts.menu}">
    <ul>
      ${item('/', texts.crm, 'cards', shown === 'cards' || shown === 'card')} ${item('/online/', texts.chats, 'chat', shown === 'chats')}
      ${item('/marketplace/app/', texts.application, 'application', shown === 'application')}
      ${item('/phones', texts.phones, 'phone', path.startsWith('/phones'))}
    </ul>
  </nav>`;
};

const titleOf = ({ shown }: PageState, texts: Texts): string => {
  switch (shown.page) {
    case 'cards':
      return texts.crm;
    case 'card':
      return `${texts[`one${shown.card.type}`]} ${shown.card.id}`;
    case 'chats':
      return texts.chats;
    case 'application':
      return texts.application;
    case 'missing':
      return texts.noPage;
  }
};

const image = (name: IconName): Html => new Html(icon(name));
