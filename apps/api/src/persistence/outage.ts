/** Whether a surprise is an outage that passes: the database is away, starting, full, or does not answer in time (RE-51). */
const PASSING_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  '53100', // the disk is full
  '53200',
  '53300', // too many connections
  '55P03', // a lock was not to be had in time
  '57014', // the statement took too long
  '57P01',
  '57P02',
  '57P03', // starting or stopping
]);

/** Of the driver, which gives these no code. */
const PASSING_WORDS =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error/;

export function isOutage(error: unknown): boolean {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth += 1) {
    const code = 'code' in cause ? String(cause.code) : '';
    if (PASSING_CODES.has(code) || code.startsWith('08') || PASSING_WORDS.test(cause.message)) return true;
  }
  return false;
}
