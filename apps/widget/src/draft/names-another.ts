/** Shorter words are no names: «от», «и», «ООО». */
const SHORTEST_NAME = 4;

/**
 * The word of the text that names the earlier recipient and not the new one: a text that is left in the box when the recipient changes
 * would greet somebody else. By its beginning, because names are declined: «Ивана» names «Иван».
 */
export function namesAnother(text: string, earlier: string, now: string): string | undefined {
  const words = (label: string) => (label.toLowerCase().match(/\p{L}+/gu) ?? []).filter(word => word.length >= SHORTEST_NAME);
  const stem = (word: string) => word.slice(0, Math.max(SHORTEST_NAME, word.length - 1));
  const own = words(now).map(stem);
  const names = words(earlier)
    .map(stem)
    .filter(name => !own.includes(name));
  return text.match(/\p{L}+/gu)?.find(word => names.some(name => word.toLowerCase().startsWith(name)));
}
