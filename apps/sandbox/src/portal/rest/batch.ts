/** `batch`: up to 50 commands in order, each may use `$result[name][…]` of an earlier one (Bitrix24 docs, batch). */
import { parseForm } from './form.ts';
import { phpArray } from './method.ts';
import type { Caller } from './method.ts';
import { isObject, readFlag, readObject, readText } from './parameters.ts';
import type { RawParameters } from './parameters.ts';
import type { RestCalls, Trouble } from './rest-calls.ts';
import { RestError } from './rest-error.ts';

const MAX_COMMANDS = 50;

export const runBatch = async (calls: RestCalls, raw: RawParameters, caller: Caller, trouble: Trouble): Promise<unknown> => {
  const commands = Object.entries(readObject(raw['cmd']) ?? {});
  if (commands.length > MAX_COMMANDS) throw new RestError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded');
  const halt = readFlag(raw['halt']) ?? false;

  const results = new Map<string, unknown>();
  const errors = new Map<string, unknown>();
  const totals = new Map<string, unknown>();
  const nexts = new Map<string, unknown>();
  const times = new Map<string, unknown>();
  for (const [name, command] of commands) {
    try {
      const { method, parameters } = parseCommand(readText(command) ?? '', results);
      const { answer, time } = await calls.perform(method, parameters, caller, trouble);
      results.set(name, answer.result);
      if (answer.total !== undefined) totals.set(name, answer.total);
      if (answer.next !== undefined) nexts.set(name, answer.next);
      times.set(name, time);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      errors.set(name, error.body);
      if (halt) break;
    }
  }
  return {
    result: phpArray(results),
    result_error: phpArray(errors),
    result_total: phpArray(totals),
    result_next: phpArray(nexts),
    result_time: phpArray(times),
  };
};

const parseCommand = (command: string, results: ReadonlyMap<string, unknown>): { method: string; parameters: RawParameters } => {
  const [method = '', ...query] = command.split('?');
  if (method.toLowerCase() === 'batch') {
    throw new RestError(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage');
  }
  return { method, parameters: substitute(parseForm(query.join('?')), results) as RawParameters };
};

const REFERENCE = /\$result\[([^\]]+)\]((?:\[[^\]]+\])*)/g;

const substitute = (value: unknown, results: ReadonlyMap<string, unknown>): unknown => {
  if (Array.isArray(value)) return value.map(item => substitute(item, results));
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substitute(item, results)]));
  if (typeof value !== 'string') return value;
  const whole = new RegExp(`^${REFERENCE.source}$`).exec(value);
  if (whole !== null) return resolve(whole[1] ?? '', whole[2] ?? '', results);
  return value.replace(REFERENCE, (_reference, name: string, path: string) => readText(resolve(name, path, results)) ?? '');
};

const resolve = (name: string, path: string, results: ReadonlyMap<string, unknown>): unknown => {
  let value = results.get(name);
  for (const [, key = ''] of path.matchAll(/\[([^\]]+)\]/g)) value = readObject(value)?.[key];
  return value ?? '';
};
