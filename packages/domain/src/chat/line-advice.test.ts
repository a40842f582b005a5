import { expect, it } from 'vitest';
import { QUIET } from '../../testing/index.ts';
import type { LineSettings } from '../ports/open-lines.ts';
import { lineAdvice, type LineAdvice } from './line-advice.ts';

it.each<[Partial<LineSettings>, LineAdvice[]]>([
  [{}, []],
  [{ greets: true }, ['GREETING']],
  [{ asksForRating: true }, ['RATING']],
  [{ sendsOtherTexts: true }, ['OTHER_TEXTS']],
  [{ tracksTexts: true }, ['TRACKER']],
  [{ usesCrm: false, createsRecord: false, forwardsToResponsible: false }, ['NO_CRM']],
  [{ createsRecord: false }, ['NO_RECORD']],
  [{ usesActiveDeal: false }, ['NEW_DEAL']],
  [{ usesActiveDeal: true }, []],
  [{ forwardsToResponsible: false }, ['NOT_FORWARDED']],
  [{ queueType: 'EVENLY' }, ['NOT_TO_ALL']],
  [{ queueType: 'STRICTLY', greets: true }, ['GREETING', 'NOT_TO_ALL']],
])('advises about %j: %j (O-11, O-12)', (change, advice) => {
  expect(lineAdvice({ ...QUIET, ...change })).toEqual(advice);
});
