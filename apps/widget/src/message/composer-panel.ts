import { type Ref, ref } from 'vue';

/** What is open below the text. One at a time: the frame is as tall as its content, and two panels would hide the button (G-11). */
export interface ComposerPanel {
  /** The name of the open panel. */
  open: Ref<string | undefined>;
  /** Opens this one instead of what was open, or closes it. */
  toggle: (name: string) => void;
  close: () => void;
}

/** `leave` runs after a panel was closed: the focus goes back to the text. */
export function createComposerPanel(leave: () => void): ComposerPanel {
  const open = ref<string>();
  function close(): void {
    if (open.value === undefined) return;
    open.value = undefined;
    leave();
  }
  return {
    open,
    toggle: name => (open.value === name ? close() : (open.value = name)),
    close,
  };
}
