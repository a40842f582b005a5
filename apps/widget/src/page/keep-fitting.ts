import type { PortalFrame } from '../portal-frame.ts';

/** Keeps the frame as tall as what stands in it. Measured at our root, not at the document, which is never lower than the frame. */
export function keepFitting(root: HTMLElement, frame: Pick<PortalFrame, 'fit'>): void {
  new ResizeObserver(() => frame.fit(root.getBoundingClientRect().height)).observe(root);
}
