import { isRefusal, type Refusal, type RefusalCode } from '../src/index.ts';

/** What a use case gives when it does not refuse; a refusal fails the test with its words. */
export function granted<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(`refused: ${answer.code} ${JSON.stringify(answer.details)}`);
  return answer;
}

/** The code of a refusal, or null when nothing was refused. */
export const codeOf = (answer: unknown): RefusalCode | null => (isRefusal(answer) ? answer.code : null);
