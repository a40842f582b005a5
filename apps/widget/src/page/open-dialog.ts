import type { PortalFrame } from '../portal-frame.ts';

/** Opens a chat by its address: in the messenger of the portal around us, and in a window of its own where that keeps silent. */
export async function openDialog(frame: Pick<PortalFrame, 'openMessenger'>, url: string): Promise<void> {
  const number = /[?&]IM_DIALOG=chat(\d+)/.exec(url)?.[1];
  try {
    if (!number) throw new Error('The address names no dialogue');
    await frame.openMessenger(`chat${Number(number)}`);
  } catch {
    window.open(url, '_blank', 'noopener');
  }
}
