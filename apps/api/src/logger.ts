/** Logs: JSON lines of named fields; never texts, numbers, tokens or bodies (SE-51). */
import { pino } from 'pino';

/** What a line may carry. Ids are ours or the portal's; codes are the other side's. */
export interface LogFields {
  portalId?: string;
  accountId?: string;
  messageId?: string;
  taskId?: string;
  task?: string;
  code?: string;
  state?: string;
  count?: number;
  ms?: number;
  traceId?: string;
  port?: number;
  pid?: number;
  error?: unknown;
}

export interface Logger {
  debug(what: string, fields?: LogFields): void;
  info(what: string, fields?: LogFields): void;
  warn(what: string, fields?: LogFields): void;
  error(what: string, fields?: LogFields): void;
}

const MAX_FIELD = 2000;

export function openLogger(level: string, role: string): Logger {
  const log = pino({ level, base: { role, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
  const write =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (what: string, fields: LogFields = {}): void => {
      const { error, ...rest } = fields;
      log[name](error === undefined ? rest : { ...rest, ...describe(error) }, what);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** An error without its input: name, message, place; causes as one line each. */
function describe(error: unknown): { error: string; at?: string; causes?: string[] } {
  if (!(error instanceof Error)) return { error: String(error).slice(0, MAX_FIELD) };
  const causes: string[] = [];
  for (let cause = error.cause; cause instanceof Error && causes.length < 5; cause = cause.cause) causes.push(line(cause));
  const at =
    error.stack
      ?.split('\n')
      .slice(1, 6)
      .map(text => text.trim())
      .join(' < ') ?? '';
  return { error: line(error), at: at.slice(0, MAX_FIELD), ...(causes.length > 0 ? { causes } : {}) };
}

/** PostgreSQL puts values into messages of some errors; the code and the first line tell enough. */
const line = (error: Error): string => {
  const code = 'code' in error ? ` [${String(error.code)}]` : '';
  return `${error.name}${code}: ${error.message.split('\n')[0] ?? ''}`.slice(0, MAX_FIELD);
};

/** For parts that call a logger as pino is called. Their fields are chosen by them under the same rule (SE-51). */
export const fieldsFirst = (logger: Logger) => {
  const write =
    (name: 'info' | 'warn' | 'error') =>
    ({ portalId, error, ...rest }: Record<string, unknown>, message: string): void =>
      logger[name](message, {
        ...(typeof portalId === 'string' ? { portalId } : {}),
        ...(error === undefined ? {} : { error }),
        ...(Object.keys(rest).length === 0 ? {} : { code: JSON.stringify(rest).slice(0, MAX_FIELD) }),
      });
  return { info: write('info'), warn: write('warn'), error: write('error') };
};
