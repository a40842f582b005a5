/** The envelope of every REST answer. An error may come with any HTTP status, 200 included, so the body decides (Bitrix24 docs, placement.bind). */
import { z } from 'zod';
import { failed, failureKind, type RestOutcome, succeeded } from './errors.ts';

const time = z.object({ operating_reset_at: z.coerce.number().optional() }).optional().catch(undefined);

const errorBody = z.object({
  error: z.union([z.string(), z.number()]).transform(String),
  error_description: z.string().optional().catch(undefined),
  time,
});

const resultBody = z.object({ result: z.unknown() }).refine(body => 'result' in body);

export const readEnvelope = (status: number, body: unknown): RestOutcome<unknown> => {
  const error = errorBody.safeParse(body);
  if (error.success) {
    const code = error.data.error === '' ? `HTTP_${status}` : error.data.error;
    const description = error.data.error_description ?? '';
    const resetAt = error.data.time?.operating_reset_at;
    return failed(failureKind(code, status, description), code, {
      status,
      description,
      freeAt: resetAt === undefined ? null : new Date(resetAt * 1000),
    });
  }
  const result = resultBody.safeParse(body);
  if (result.success && status >= 200 && status < 300) return succeeded(result.data.result);
  // A page of a proxy, a cut body: a 4xx was not executed, the rest may have been.
  return failed(status >= 400 ? failureKind('', status, '') : 'unknown-outcome', `HTTP_${status}`, { status });
};

/** An empty map comes as `[]` from PHP. */
export const mapOf = <T extends z.ZodType>(value: T) =>
  z.union([z.record(z.string(), value), z.array(z.never()).transform((): Record<string, z.output<T>> => ({}))]);

const timeBlock = z.object({ time: z.object({ operating_reset_at: z.coerce.number() }) });
const batchTimes = z.object({
  result: z.object({ result_time: z.record(z.string(), z.object({ operating_reset_at: z.coerce.number() }).optional().catch(undefined)) }),
});

/** When the work of each method that ran is forgotten (`operating_reset_at`), where a good answer says it. */
export const resetsIn = (method: string, commands: Readonly<Record<string, string>>, body: unknown): [method: string, resetAt: Date][] => {
  if (method !== 'batch') {
    const read = timeBlock.safeParse(body);
    return read.success ? [[method, moment(read.data.time.operating_reset_at)]] : [];
  }
  const read = batchTimes.safeParse(body);
  if (!read.success) return [];
  return Object.entries(read.data.result.result_time).flatMap(([name, time]) => {
    const ran = commands[name];
    return ran === undefined || time === undefined ? [] : [[ran, moment(time.operating_reset_at)] as [string, Date]];
  });
};

const moment = (seconds: number): Date => new Date(seconds * 1000);
