/** Whether the page is being closed: what is asked of the server then must outlive it. Asked before the page's own listeners run. */
export function followLeaving(window: Pick<Window, 'addEventListener'>): () => boolean {
  let isLeaving = false;
  window.addEventListener('pagehide', () => (isLeaving = true), { capture: true });
  window.addEventListener('pageshow', () => (isLeaving = false), { capture: true });
  return () => isLeaving;
}
