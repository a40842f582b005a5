/** The application's own page, or its installer while it is not installed. An administrator installs it again, or removes it, above its page. */
import { deskClient } from './desk-client.ts';
import type { Desk } from './desk.ts';
import type { FramePlace } from './frame-commands.ts';
import { element } from './element.ts';
import { removeButton } from './remove-application.ts';
import { orToast } from './toast.ts';

/** Bounds of what an application may ask its frame to be, CSS pixels. */
const HEIGHTS = { min: 300, max: 10_000 };

export const showApplication = (desk: Desk, main: HTMLElement): void => {
  const { texts, state } = desk;
  if (state.portal.installed) orToast(showOwnPage(desk, main));
  else if (!state.employee.isAdministrator) main.replaceChildren(element('p', { class: 'empty' }, texts.notInstalledForYou));
  else {
    main.replaceChildren(
      element(
        'section',
        { class: 'panel install' },
        element('h1', {}, texts.application),
        element('p', {}, texts.notInstalled),
        element(
          'button',
          { type: 'button', class: 'button button-primary', onclick: () => orToast(showInstaller(desk, main)) },
          texts.install,
        ),
      ),
    );
  }
};

const showOwnPage = async (desk: Desk, main: HTMLElement): Promise<void> => {
  const options = Object.fromEntries(new URLSearchParams(location.search));
  const opened = await deskClient.openApplication(options);
  showInPage(desk, main, desk.texts.application, opened, desk.state.employee.isAdministrator ? administration(desk, main) : []);
};

const administration = (desk: Desk, main: HTMLElement): HTMLElement[] => [
  element('button', { type: 'button', class: 'button', onclick: () => orToast(showInstaller(desk, main)) }, desk.texts.reinstall),
  removeButton(desk.texts),
];

const showInstaller = async (desk: Desk, main: HTMLElement): Promise<void> =>
  showInPage(desk, main, desk.texts.installApplication, await deskClient.openInstaller());

const showInPage = (
  desk: Desk,
  main: HTMLElement,
  name: string,
  opened: Awaited<ReturnType<typeof deskClient.openInstaller>>,
  beside: HTMLElement[] = [],
): void => {
  const title = element('h1', {}, name);
  const holder = element('div', { class: 'panel application' });
  main.replaceChildren(element('header', { class: 'page-heading' }, title, ...beside), holder);
  const place: FramePlace = {
    kind: 'page',
    close: async () => location.assign('/'),
    setTitle: text => (title.textContent = text),
    resize: ({ height }) => {
      const pixels = typeof height === 'number' ? Math.min(Math.max(height, HEIGHTS.min), HEIGHTS.max) : undefined;
      if (pixels !== undefined) frame.node.style.height = `${pixels}px`;
      return { width: frame.node.clientWidth, height: pixels ?? frame.node.clientHeight };
    },
  };
  const frame = desk.showFrame(opened, holder, place);
};
