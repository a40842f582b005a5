/** Names of connector users: letters, spaces, hyphens and apostrophes, 25 characters each (Bitrix24 docs, imconnector.send.messages). */
const MAX_NAME = 25;

export interface ClientName {
  name: string;
  last_name?: string;
}

/** A messenger's name may hold anything; what is left of it, first word and the rest. Undefined when nothing is left. */
export const clientName = (pushName: string | null): ClientName | undefined => {
  const words = (pushName ?? '')
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\s'-]/gu, ' ')
    .split(/\s+/)
    .map(word => word.replace(/^['-]+|['-]+$/g, ''))
    .filter(word => word !== '');
  const [first, ...rest] = words;
  if (first === undefined) return undefined;
  const lastName = cut(rest.join(' '));
  return lastName === '' ? { name: cut(first) } : { name: cut(first), last_name: lastName };
};

const cut = (text: string): string => Array.from(text).slice(0, MAX_NAME).join('').trim();
