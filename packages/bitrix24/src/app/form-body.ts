/**
 * Form bodies with nested brackets, as Bitrix24 posts events and pages (SE-30). Whatever exceeds a limit or is said twice is an error:
 * a parser that cuts in silence loses the end of a body, where Bitrix24 puts `auth`.
 */
import { parse } from 'qs';

const MAX_BYTES = 5 * 1024 * 1024;
const MAX_DEPTH = 12;
const MAX_PARAMETERS = 20_000;
const MAX_LIST = 1_000;
const PROTOTYPE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

export class MalformedForm extends Error {
  override readonly name = 'MalformedForm';
}

export const parseFormBody = (body: string | Uint8Array): Record<string, unknown> => {
  if (byteLength(body) > MAX_BYTES) throw new MalformedForm(`The body is larger than ${MAX_BYTES} bytes`);
  const text = typeof body === 'string' ? body : decode(body);
  checkNames(text);
  try {
    return parse(text, {
      depth: MAX_DEPTH,
      strictDepth: true,
      parameterLimit: MAX_PARAMETERS,
      arrayLimit: MAX_LIST,
      throwOnLimitExceeded: true,
      plainObjects: true,
    });
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) throw new MalformedForm(error.message, { cause: error });
    throw error;
  }
};

const byteLength = (body: string | Uint8Array): number => (typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength);

const decode = (body: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch (error) {
    throw new MalformedForm('The body is not UTF-8', { cause: error });
  }
};

/** A name may not be said twice (but `a[]` is a list), not reach into prototypes, and not be a value and a map at once. */
const checkNames = (text: string): void => {
  const seen = new Set<string>();
  const maps = new Set<string>();
  for (const pair of text.split('&')) {
    const name = decodeName(pair.slice(0, pair.includes('=') ? pair.indexOf('=') : undefined));
    if (name === '') continue;
    const parts = name.split(/[[\]]+/).filter(part => part !== '');
    if (parts.some(part => PROTOTYPE_KEYS.has(part))) throw new MalformedForm('A name reaches into a prototype');
    if (seen.has(name) && !name.endsWith('[]')) throw new MalformedForm('A name is said twice');
    seen.add(name);
    for (let at = name.indexOf('['); at > 0; at = name.indexOf('[', at + 1)) maps.add(name.slice(0, at));
  }
  for (const name of seen) if (maps.has(name)) throw new MalformedForm('A name is a value and a map at once');
};

const decodeName = (encoded: string): string => {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (error) {
    throw new MalformedForm('A name is not encoded as UTF-8', { cause: error });
  }
};
