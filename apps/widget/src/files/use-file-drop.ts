import { onScopeDispose, type Ref, ref } from 'vue';

export interface UseFileDrop {
  /** A file is held over the form. */
  isOver: Ref<boolean>;
  /** For `v-on` of the form. */
  handlers: Record<'dragenter' | 'dragover' | 'dragleave' | 'drop', (event: DragEvent) => void> & {
    paste: (event: ClipboardEvent) => void;
  };
}

/** Files that are dropped on the form or pasted into it. Dropped beside it they do nothing: a browser would leave the page for them. */
export function useFileDrop(take: (files: File[]) => void): UseFileDrop {
  const isOver = ref(false);
  let depth = 0;
  const has = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;
  const stay = (event: DragEvent): void => {
    if (has(event)) event.preventDefault();
  };
  window.addEventListener('dragover', stay);
  window.addEventListener('drop', stay);
  onScopeDispose(() => {
    window.removeEventListener('dragover', stay);
    window.removeEventListener('drop', stay);
  });

  function enter(event: DragEvent, change: 1 | -1): void {
    if (!has(event)) return;
    event.preventDefault();
    depth = Math.max(0, depth + change);
    isOver.value = depth > 0;
  }

  return {
    isOver,
    handlers: {
      dragenter: event => enter(event, 1),
      dragover: stay,
      dragleave: event => enter(event, -1),
      drop: event => {
        if (!has(event)) return;
        event.preventDefault();
        depth = 0;
        isOver.value = false;
        take([...(event.dataTransfer?.files ?? [])]);
      },
      paste: event => {
        const files = [...(event.clipboardData?.files ?? [])];
        // Words win: what is copied from a table comes with a picture of itself.
        if (files.length === 0 || (event.clipboardData?.types.includes('text/plain') ?? false)) return;
        event.preventDefault();
        take(files);
      },
    },
  };
}
