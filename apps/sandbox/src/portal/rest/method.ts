/** What a REST method is to the router: its documented name, who may call it, and what it does. */
import type { Scope } from '../application.ts';
import type { Portal } from '../portal-data.ts';
import type { Employee } from '../users/employees.ts';
import type { Parameters } from './parameters.ts';

export interface Caller {
  portal: Portal;
  employee: Employee;
  /** The application that the token belongs to. */
  clientId: string;
  accessToken: string;
  /** Counts HTTP requests since the start. */
  request: number;
}

export interface Call extends Caller {
  parameters: Parameters;
}

export interface Answer {
  result: unknown;
  total?: number;
  next?: number;
  /** For the ledger: the id made or touched, and our own id where it travels with the call. */
  externalId?: number | string;
  ours?: string;
  /** The refusal stands inside a result with status 200: not an accepted call. */
  refused?: true;
}

export interface RestMethod {
  /** In its documented spelling; the platform takes any case. */
  name: string;
  /** null = basic, every application has it. */
  scope: Scope | null;
  administratorsOnly?: true;
  /** What must be awaited before the call is done in one transaction, e.g. fetching the files it names. */
  prepare?(call: Call): Promise<void>;
  run(call: Call): Answer;
}

/** PHP has one array type: empty comes as `[]`, keys 0…n as a list. */
export const phpArray = (entries: Iterable<readonly [string, unknown]>): unknown => {
  const pairs = [...entries];
  if (pairs.every(([key], index) => key === String(index))) return pairs.map(([, value]) => value);
  return Object.fromEntries(pairs);
};
