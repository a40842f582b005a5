const MOST = 80;

/** The beginning of a text in one line. Cut between signs, never inside one. */
export function firstWords(text: string): string {
  const signs = [...text.replaceAll(/\s+/g, ' ').trim()];
  return signs.length <= MOST ? signs.join('') : `${signs.slice(0, MOST).join('')}…`;
}
