/** How an account is logged in, step by step (C-4). */
import type { RefusalCode } from '../../refusal.ts';

/** QR: a phone scans a code · PHONE: a number, then a code, then perhaps a password (C-4) · TOKEN: a secret of the messenger's own. */
export type LoginWay = 'QR' | 'PHONE' | 'TOKEN';

/**
 * What the login needs now. `problem`: why the last answer did not do; the same step then waits for another one.
 * Where a login ends for good (`EXPIRED`), a person begins anew.
 */
export type LoginStep =
  | { kind: 'QR'; qr: string; expiresAt: Date }
  /** The code was scanned, or an answer is with the messenger: nothing to do but wait. */
  | { kind: 'WAIT' }
  | { kind: 'PHONE'; problem: LoginProblem | null }
  | CodeStep
  /** The cloud password (C-4). `hint`: the person's own reminder. */
  | { kind: 'PASSWORD'; hint: string | null; problem: LoginProblem | null }
  /** The series of codes, or the time for an answer, ended; a person begins anew by `continueLogin`. */
  | { kind: 'EXPIRED'; problem?: LoginProblem }
  | { kind: 'DONE' };

export interface CodeStep {
  kind: 'CODE';
  /** The number that it was asked for, E.164 with +. */
  phone: string;
  /** Where it went. APP: into the person's own chat with the messenger, not by SMS. */
  sentBy: 'APP' | 'SMS' | 'CALL' | 'MISSED_CALL' | 'EMAIL' | 'OTHER';
  /** Characters; null where the messenger does not tell. */
  length: number | null;
  /** From then on another one may be asked for; null: never. */
  resendAt: Date | null;
  problem: LoginProblem | null;
}

export interface LoginProblem {
  /** LOGIN_… of the catalogue, NUMBER_MALFORMED, LIMIT_REACHED. */
  code: RefusalCode;
  rawCode: string | null;
  /** When the next try can succeed. */
  freeAt: Date | null;
}

export type LoginInput =
  | { kind: 'NEW_QR' }
  /** Any notation with the country's code. */
  | { kind: 'PHONE'; phone: string }
  | { kind: 'CODE'; code: string }
  | { kind: 'RESEND_CODE' }
  | { kind: 'PASSWORD'; password: string };
