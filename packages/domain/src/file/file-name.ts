/** Names of files as people may see them (SE-34): one line, one name, no tricks of direction. Pure. */
const MAX_CHARACTERS = 180;
/** Control, direction, zero-width and private characters; separators of paths. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029/\\:*?"<>|]/gu;

/** Never empty; keeps the extension when it has to be cut. */
export function fileName(given: string, fallback = 'file'): string {
  const name = given.normalize('NFC').split(/[/\\]/).at(-1)!.replace(UNSAFE, '').replace(/\s+/gu, ' ').trim().replace(/^\.+/, '');
  if (name === '') return fallback;
  const characters = [...name];
  if (characters.length <= MAX_CHARACTERS) return name;
  const extension = [...extensionPart(name)];
  return [...characters.slice(0, MAX_CHARACTERS - extension.length), ...extension].join('');
}

/** Lower case, without the point; empty when there is none. */
export const extensionOf = (name: string): string => extensionPart(name).slice(1).toLowerCase();

const extensionPart = (name: string): string => /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
