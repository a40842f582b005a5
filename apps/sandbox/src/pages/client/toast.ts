/** A short notice at the bottom of the page, read out by screen readers. */
import { element } from './element.ts';

const SHOWN_MS = 6000;

export const toast = (text: string): void => {
  const notice = element('p', { class: 'toast', role: 'alert', popover: 'manual' }, text);
  document.body.append(notice);
  notice.showPopover(); // Above the sliders too.
  setTimeout(() => notice.remove(), SHOWN_MS);
};

/** Runs what a press started; a refusal of the portal becomes a notice with its own words. */
export const orToast = (work: Promise<unknown>): void => {
  work.catch((error: unknown) => toast(error instanceof Error ? error.message : String(error)));
};
