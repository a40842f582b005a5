/** The kit's own switch keeps the choice in the storage, which a frame of another site may not touch; the system's setting needs none. */
export function followColourScheme(window: Pick<Window, 'matchMedia'>, root: HTMLElement): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => {
    root.classList.toggle('dark', dark.matches);
    root.classList.toggle('light', !dark.matches);
  };
  dark.addEventListener('change', follow);
  follow();
}
