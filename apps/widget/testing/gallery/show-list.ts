/** The table of contents, for whoever opens the gallery by hand. */
export function showList(root: HTMLElement, list: readonly { screen: string; state: string; shows: string }[]): void {
  const rows = list.map(({ screen, state, shows }) => {
    const row = document.createElement('li');
    for (const [language, theme] of [
      ['ru', 'light'],
      ['en', 'dark'],
    ] as const) {
      const link = document.createElement('a');
      link.className = 'link';
      link.href = `?${new URLSearchParams({ screen, state, language, theme }).toString()}`;
      link.textContent = `${language} ${theme}`;
      row.append(link, ' ');
    }
    row.append(`${screen} / ${state}: ${shows}`);
    return row;
  });
  const all = document.createElement('ol');
  all.append(...rows);
  root.replaceChildren(all);
}
