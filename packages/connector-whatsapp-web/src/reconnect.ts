/** What follows when a connection ends: the table of close codes as data, and one function over it. Pure. */
import type { AccountState, RefusalCode } from '@olchat/domain';

export interface Ending {
  /** Status code of the library's error; undefined for an error without one. */
  code: number | undefined;
  /** The WebSocket itself failed (no route, TLS, an HTTP answer instead of an upgrade): its code is not WhatsApp's word. */
  transport: boolean;
  /** `type` of a stream conflict: `replaced` or `device_removed`. */
  conflict: string | null;
  /** Reason and length of a temporary ban, if the server named them. */
  ban: { reason: string | null; expireSeconds: number | null };
  /** The device is linked; if not, the connection only showed QR codes. */
  paired: boolean;
  /** 405 before this one, without a successful opening between. */
  outdatedBefore: boolean;
  now: Date;
}

export type NextStep =
  /** Same credentials, now. */
  | 'at-once'
  | 'back-off'
  /** Ask which client version is the current one, then connect. */
  | 'new-version'
  /** The codes ended; a person asks for new ones. */
  | 'series-over'
  /** The phone unlinked us: keys are worthless and are removed. */
  | 'erase'
  /** Another holder of the same keys is connected. Never fight: the worker looks at its lease (RE-40). */
  | 'yield'
  /** Nothing before `until`. */
  | 'wait'
  /** A person has to act. */
  | 'stop';

export interface Verdict {
  next: NextStep;
  state: AccountState;
  reason: RefusalCode | null;
  rawCode: string | null;
  until: Date | null;
}

type Row = Pick<Verdict, 'next' | 'state' | 'reason'>;

const AGAIN: Row = { next: 'back-off', state: 'CONNECTING', reason: null };
const STOP: Row = { next: 'stop', state: 'DISCONNECTED', reason: 'MESSENGER_REFUSED' };
const BANNED: Row = { next: 'stop', state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED' };
const UNLINKED: Row = { next: 'erase', state: 'LOGIN_REQUIRED', reason: 'DEVICE_LOST' };

/** Codes as Baileys 7.0.0-rc14 passes them on (DisconnectReason); 402, 403, 406 and 409 as other clients read them. */
const ROWS: Record<number, Row> = {
  401: UNLINKED,
  402: { next: 'wait', state: 'RESTRICTED', reason: 'ACCOUNT_RESTRICTED' },
  403: BANNED,
  405: { next: 'new-version', state: 'CONNECTING', reason: null },
  406: BANNED,
  408: AGAIN,
  409: STOP,
  411: STOP,
  428: AGAIN,
  440: { next: 'yield', state: 'CONNECTING', reason: 'DEVICE_LOST' },
  // «Bad session» is said of every stream error without a name; the keys are good and stay.
  500: AGAIN,
  503: AGAIN,
  515: { next: 'at-once', state: 'CONNECTING', reason: null },
};

/** An unknown 4xx is a decision about us, which a person must see; anything else is trouble that passes. */
const rowOf = (code: number | undefined): Row => (code === undefined ? AGAIN : (ROWS[code] ?? (code >= 400 && code < 500 ? STOP : AGAIN)));

export function afterClose(ending: Ending): Verdict {
  const { code, paired, ban } = ending;
  const rawCode = code === undefined ? null : ban.reason === null ? String(code) : `${code}/${ban.reason}`;
  const verdict = (row: Row, until: Date | null = null): Verdict => ({ ...row, rawCode, until });

  if (!paired) {
    return code === 405 && !ending.transport && !ending.outdatedBefore
      ? verdict({ next: 'new-version', state: 'LOGIN_REQUIRED', reason: null })
      : verdict({ next: 'series-over', state: 'LOGIN_REQUIRED', reason: 'LOGIN_EXPIRED' });
  }
  if (ending.transport) return verdict(AGAIN);
  if (ending.conflict === 'device_removed') return verdict(UNLINKED);
  if (code === 402) {
    if (ban.expireSeconds === null) return verdict(BANNED);
    return verdict(ROWS[402]!, new Date(ending.now.getTime() + ban.expireSeconds * 1000));
  }
  // Still too old after asking: the version is not the cause, or the answer lags. Seldom tries, and people see it.
  if (code === 405 && ending.outdatedBefore) return verdict({ next: 'back-off', state: 'DISCONNECTED', reason: 'MESSENGER_REFUSED' });
  return verdict(rowOf(code));
}
