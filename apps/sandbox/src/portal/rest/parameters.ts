/** Parameters of one REST call, read as PHP reads them: JSON or form, lists also as maps with numeric keys, flags as Y/N, 1/0 or booleans. */
import { RestError } from './rest-error.ts';

export type RawParameters = Record<string, unknown>;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const readText = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
};

export const readInteger = (value: unknown): number | undefined => {
  const text = readText(value)?.trim();
  return text !== undefined && /^-?\d+$/.test(text) ? Number(text) : undefined;
};

export const readFlag = (value: unknown): boolean | undefined => {
  switch (readText(value)?.toLowerCase()) {
    case 'y':
    case '1':
    case 'true':
      return true;
    case 'n':
    case '0':
    case 'false':
    case '':
      return false;
    default:
      return undefined;
  }
};

export const readList = (value: unknown): unknown[] | undefined => {
  if (Array.isArray(value)) return value as unknown[];
  if (isObject(value) && Object.keys(value).every(key => /^\d+$/.test(key))) return Object.values<unknown>(value);
  return undefined;
};

export const readObject = (value: unknown): Record<string, unknown> | undefined => {
  if (isObject(value)) return value;
  if (Array.isArray(value)) return Object.fromEntries(value.entries());
  return undefined;
};

export class Parameters {
  readonly raw: RawParameters;

  constructor(raw: RawParameters) {
    this.raw = raw;
  }

  /** Names in capitals are those of the old methods, which take any case; camelCase names are exact. */
  value(name: string): unknown {
    if (name in this.raw) return this.raw[name];
    if (name !== name.toUpperCase()) return undefined;
    return Object.entries(this.raw).find(([key]) => key.toUpperCase() === name)?.[1];
  }

  text(name: string): string | undefined {
    return readText(this.value(name));
  }

  integer(name: string): number | undefined {
    return readInteger(this.value(name));
  }

  flag(name: string): boolean | undefined {
    return readFlag(this.value(name));
  }

  list(name: string): unknown[] | undefined {
    return readList(this.value(name));
  }

  object(name: string): Record<string, unknown> | undefined {
    return readObject(this.value(name));
  }

  /** `crm.*` answers code 100 for a parameter that is absent. */
  requiredInteger(name: string): number {
    const value = this.integer(name);
    if (value === undefined) throw new RestError(400, '100', `Could not find value for parameter {${name}}`);
    return value;
  }

  requiredObject(name: string): Record<string, unknown> {
    const value = this.object(name);
    if (value === undefined) throw new RestError(400, '100', `Could not find value for parameter {${name}}`);
    return value;
  }

  /** The other modules answer `ERROR_ARGUMENT` and name the parameter. */
  argument(name: string): string {
    const value = this.text(name)?.trim();
    if (value === undefined || value === '') throw argumentError(name);
    return value;
  }
}

export const argumentError = (name: string): RestError =>
  new RestError(400, 'ERROR_ARGUMENT', `Argument '${name}' is null or empty`, { argument: name });
