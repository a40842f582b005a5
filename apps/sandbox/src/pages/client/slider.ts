/** A panel that comes from the right over the page; panels may lie on one another. Esc and × close the top one. */
import { element, picture } from './element.ts';
import type { Texts } from './texts.ts';

export interface Slider {
  readonly body: HTMLElement;
  readonly closed: Promise<void>;
  setTitle(title: string): void;
  close(): Promise<void>;
}

export interface SliderOptions {
  title: string;
  /** CSS pixels; absent = most of the window. */
  width?: number;
  texts: Texts;
}

export const openSlider = ({ title, width, texts }: SliderOptions): Slider => {
  const heading = element('h2', { class: 'slider-title' }, title);
  const body = element('div', { class: 'slider-body' });
  const close = element(
    'button',
    { type: 'button', class: 'slider-close', 'aria-label': texts.close, title: texts.close },
    picture('close'),
  );
  const dialog = element(
    'dialog',
    { class: 'slider', 'aria-label': title },
    close,
    element('header', { class: 'slider-heading' }, heading),
    body,
  );
  if (width !== undefined) dialog.style.setProperty('--slider-width', `${width}px`);
  document.body.append(dialog);
  dialog.showModal();

  const closed = new Promise<void>(resolve => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve();
    });
  });
  close.addEventListener('click', () => dialog.close());
  // A press beside the panel, on its backdrop, closes it as in the portal.
  dialog.addEventListener('mousedown', event => event.target === dialog && dialog.close());

  return {
    body,
    closed,
    setTitle: text => {
      heading.textContent = text;
      dialog.setAttribute('aria-label', text);
    },
    close: () => {
      dialog.close();
      return closed;
    },
  };
};
