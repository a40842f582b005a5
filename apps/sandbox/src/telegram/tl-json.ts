/** Objects of Telegram's language as JSON, for the socket and for the store: bytes and 64-bit numbers keep what they are. */
import { Long } from '@mtcute/core';

export const toJson = (value: unknown): string => JSON.stringify(pack(value));
export const fromJson = (text: string): unknown => unpack(JSON.parse(text));

/** Before JSON.stringify, which would ask a Long to describe itself. */
function pack(value: unknown): unknown {
  if (Long.isLong(value)) return { $long: value.toString(), unsigned: value.unsigned };
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pack(inner)]));
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  if ('$long' in value && 'unsigned' in value) return Long.fromString(String(value.$long), value.unsigned === true);
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unpack(inner)]));
}
