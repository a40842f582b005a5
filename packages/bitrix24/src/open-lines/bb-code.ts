/** BB code of open-line chats: an operator's text to the marks of WhatsApp or to none, and a plain text so that the portal shows it as it is. */

type Node = { kind: 'text'; text: string } | { kind: 'tag'; name: string; value: string; children: Node[] };

/** Tags that Bitrix24's messenger writes; any other bracket is text. */
const PAIRED = new Set([
  'b',
  'i',
  'u',
  's',
  'url',
  'code',
  'quote',
  'user',
  'chat',
  'send',
  'put',
  'call',
  'pch',
  'size',
  'color',
  'font',
  'img',
]);
const SINGLE = new Set(['br']);
const TAG = /\[(\/?)([a-z]+)(?:=([^\]]{0,2000}))?\]/gi;
/** A link with another scheme is only its text. */
const LINK = /^(?:https?:\/\/|mailto:|tel:)/i;
/** Deeper tags are text, so that the work stays in proportion to the length. */
const MAX_DEPTH = 32;

export const bbToWhatsApp = (bb: string): string => parse(bb).map(node => render(node, true)).join(''); // prettier-ignore

/** Without any marks. */
export const bbToPlain = (bb: string): string => parse(bb).map(node => render(node, false)).join(''); // prettier-ignore

/** Zero-width word joiner: inside a bracket it keeps a text from becoming a tag. BB code has no documented escape. */
const JOINER = '\u2060';

/** For texts of clients and employees: whatever looks like a tag, known to us or not, stays what was typed. */
export const textToBb = (text: string): string => text.replace(/\[(?=\/?[a-z])/gi, `[${JOINER}`);

/** The way back, for comparing a text of the portal with ours. */
export const bbToText = (bb: string): string => withoutJoiner(bb.replace(/\[br\]/gi, '\n'));

const withoutJoiner = (text: string): string => text.replaceAll(`[${JOINER}`, '[');

interface Open {
  name: string;
  value: string;
  /** As written, for a tag that is never closed. */
  source: string;
  children: Node[];
}

const parse = (bb: string): Node[] => {
  const root: Node[] = [];
  const open: Open[] = [];
  const siblings = (): Node[] => open.at(-1)?.children ?? root;
  const addText = (text: string): void => {
    if (text !== '') siblings().push({ kind: 'text', text });
  };
  let at = 0;
  for (const match of bb.matchAll(TAG)) {
    const [source, slash, writtenName = '', value = ''] = match;
    const name = writtenName.toLowerCase();
    addText(bb.slice(at, match.index));
    at = match.index + source.length;
    if (SINGLE.has(name) && slash === '') siblings().push({ kind: 'tag', name, value, children: [] });
    else if (!PAIRED.has(name)) addText(source);
    else if (slash === '' && open.length < MAX_DEPTH) open.push({ name, value, source, children: [] });
    else if (slash !== '' && open.some(tag => tag.name === name)) closeUpTo(name, open, root);
    else addText(source);
  }
  addText(bb.slice(at));
  while (open.length > 0) dissolve(open, root);
  return root;
};

/** `[b][i]x[/b]`: what stands open inside is text. */
const closeUpTo = (name: string, open: Open[], root: Node[]): void => {
  while (open.at(-1)?.name !== name) dissolve(open, root);
  const tag = open.pop();
  if (tag !== undefined) (open.at(-1)?.children ?? root).push({ kind: 'tag', name, value: tag.value, children: tag.children });
};

const dissolve = (open: Open[], root: Node[]): void => {
  const tag = open.pop();
  const siblings = open.at(-1)?.children ?? root;
  if (tag !== undefined) for (const node of [{ kind: 'text' as const, text: tag.source }, ...tag.children]) siblings.push(node);
};

const render = (node: Node, withMarks: boolean): string => {
  if (node.kind === 'text') return withoutJoiner(node.text);
  const inner = node.children.map(child => render(child, withMarks)).join('');
  const wrapped = (mark: string): string => (withMarks ? marked(inner, mark) : inner);
  switch (node.name) {
    case 'b':
      return wrapped('*');
    case 'i':
      return wrapped('_');
    case 's':
      return wrapped('~');
    case 'br':
      return '\n';
    case 'code':
      return withMarks && inner.trim() !== '' ? `\`\`\`${inner}\`\`\`` : inner;
    case 'quote':
      return inner.replace(/^/gm, '> ');
    case 'url':
      return link(inner, node.value);
    default:
      return inner;
  }
};

/** WhatsApp's marks work within one line and touch the text; the spaces around it go outside. */
const marked = (text: string, mark: string): string =>
  text.replace(
    /^([^\S\n]*)(\S(?:[^\n]*\S)?)([^\S\n]*)$/gm,
    (_line, before: string, words: string, after: string) => `${before}${mark}${words}${mark}${after}`,
  );

const link = (text: string, target: string): string => {
  if (target === '' || !LINK.test(target) || text.trim() === target) return text;
  return text.trim() === '' ? target : `${text} (${target})`;
};
