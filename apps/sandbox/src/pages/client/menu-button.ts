/** A button with a menu under it: arrows move, Enter chooses, Esc and a press elsewhere close it. */
import { element } from './element.ts';

export interface MenuEntry {
  title: string;
  choose: () => void;
}

export const menuButton = (button: HTMLButtonElement, entries: readonly MenuEntry[]): HTMLElement => {
  const items = entries.map(({ title, choose }) =>
    element(
      'button',
      {
        type: 'button',
        role: 'menuitem',
        class: 'menu-item',
        onclick: () => {
          menu.hidePopover();
          choose();
        },
      },
      title,
    ),
  );
  const menu = element('div', { role: 'menu', class: 'menu-list', popover: 'auto' }, ...items);
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  button.popoverTargetElement = menu;

  menu.addEventListener('beforetoggle', event => event.newState === 'open' && placeUnder(menu, button));
  menu.addEventListener('toggle', event => {
    const isOpen = event.newState === 'open';
    button.setAttribute('aria-expanded', String(isOpen));
    if (!isOpen) return;
    keepInWindow(menu);
    items[0]?.focus();
  });
  menu.addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = items.indexOf(document.activeElement as HTMLButtonElement) + step;
    items.at(next % items.length)?.focus();
  });
  return element('span', { class: 'menu-holder' }, button, menu);
};

const placeUnder = (menu: HTMLElement, button: HTMLElement): void => {
  const at = button.getBoundingClientRect();
  menu.style.left = `${at.left}px`;
  menu.style.top = `${at.bottom + 4}px`;
};

/** The size of a menu is known only when it is shown. */
const keepInWindow = (menu: HTMLElement): void => {
  const at = menu.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  menu.style.left = `${Math.max(8, Math.min(at.left, clientWidth - at.width - 8))}px`;
  menu.style.top = `${Math.max(8, Math.min(at.top, clientHeight - at.height - 8))}px`;
};
