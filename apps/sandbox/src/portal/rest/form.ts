/** Form encoding as PHP reads and writes it: `a[b][0]=c`. */
import qs from 'qs';

export const parseForm = (text: string): Record<string, unknown> =>
  qs.parse(text, { depth: 20, arrayLimit: 1000, parameterLimit: 100_000, ignoreQueryPrefix: true });

/** As `http_build_query`: no `undefined`, flags as 1 and 0. */
export const buildForm = (data: Record<string, unknown>): string =>
  qs.stringify(data, { arrayFormat: 'indices', serializeDate: date => date.toISOString(), encoder: encodeFlag });

const encodeFlag = (value: unknown, encode: (value: unknown) => string): string =>
  typeof value === 'boolean' ? (value ? '1' : '0') : encode(value);
