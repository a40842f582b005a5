/** What the library's last error says about the end of a connection → the question for `afterClose`; pure. */
import { statusCodeOf } from './errors.ts';
import type { Ending } from './reconnect.ts';

/** Baileys' own wrapping of what the WebSocket itself reports (mapWebSocketError): an HTTP 401 of a proxy is no log-out. */
const TRANSPORT = 'WebSocket Error';

type Words = Pick<Ending, 'code' | 'transport' | 'conflict' | 'ban'>;

/** `data` of the error: the attributes of `<failure>`, or the child of `<stream:error>`. */
export function endingOf(error: unknown): Words {
  const data = record(record(error)['data']);
  const attrs = 'attrs' in data ? record(data['attrs']) : data;
  const expire = Number(attrs['expire']);
  return {
    code: statusCodeOf(error),
    transport: error instanceof Error && error.message.startsWith(TRANSPORT),
    conflict: data['tag'] === 'conflict' ? text(attrs['type']) : null,
    ban: { reason: text(attrs['code']), expireSeconds: Number.isFinite(expire) && expire > 0 ? expire : null },
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
const text = (value: unknown): string | null => (typeof value === 'string' || typeof value === 'number' ? String(value) : null);
