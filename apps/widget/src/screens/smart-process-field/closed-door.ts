import type { Page } from '../../page/page.ts';

/**
 * Nobody has asked for anything yet: the card shows one button (S-2). A card is opened a hundred times more often than this is wanted,
 * so that nothing else of the widget is loaded, nor the portal's SDK.
 */
export const isClosed = ({ field, card, problem }: Page): boolean =>
  field !== null && field.mode === 'view' && field.isOn && !field.isForced && card !== null && problem === null;

/** The button in `root`; `open` takes the root over. A failed load leaves the button, to be pressed again. */
export function showClosedDoor(root: HTMLElement, label: string, open: () => Promise<unknown>): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'closed-door';
  button.textContent = label;
  button.ariaExpanded = 'false';
  button.addEventListener('click', () => {
    button.disabled = true;
    button.ariaBusy = 'true';
    open().catch((error: unknown) => {
      console.warn('The widget could not be loaded', error);
      button.disabled = false;
      button.ariaBusy = 'false';
    });
  });
  root.append(button);
}
