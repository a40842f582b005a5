/** `dd.mm.yyyy hh:mm:ss MSK` (N-1): Moscow time, three hours before UTC all year round. */
export const moscowTime = (at: Date): string => {
  const [date = '', time = ''] = new Date(at.getTime() + 3 * 3_600_000).toISOString().split('T');
  return `${date.split('-').toReversed().join('.')} ${time.slice(0, 8)} MSK`;
};
