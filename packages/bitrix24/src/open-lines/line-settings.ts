/** The settings of a line that matter to us, and the ones that we switch off (O-11, O-12; Bitrix24 docs, imopenlines.config.*). */
import type { LineId, LineSettings, PortalId, Refusal } from '@olchat/domain';
import { z } from 'zod';
import { type RefusalWords, refusalOf } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';

const WORDS: RefusalWords = { right: 'line', otherwise: 'PORTAL_UNAVAILABLE' };

/** Automatic texts would answer what we publish as if from the client, and reach the real one (O-11). */
export const QUIET = { WELCOME_MESSAGE: 'N', VOTE_MESSAGE: 'N', CRM_CHAT_TRACKER: 'N' } as const;

const flag = z.union([z.string(), z.boolean()]).nullish().transform(value => value === true || value === 'Y'); // prettier-ignore
const word = z.string().nullish().transform(value => value ?? ''); // prettier-ignore
const rule = word.transform(value => value !== '' && value !== 'none');

const settings = z
  .object({
    WELCOME_MESSAGE: flag,
    VOTE_MESSAGE: flag,
    CRM_CHAT_TRACKER: flag,
    NO_ANSWER_RULE: rule,
    WORKTIME_ENABLE: flag,
    WORKTIME_DAYOFF_RULE: rule,
    CLOSE_RULE: rule,
    AUTO_CLOSE_RULE: rule,
    CRM: flag,
    CRM_CREATE: word,
    // Which of the parameters is «использовать активную сделку» is not in the docs; it is read, and never written.
    CRM_CREATE_THIRD: z.string().nullish(),
    CRM_FORWARD: flag,
    QUEUE_TYPE: word,
    FULL_CLOSE_TIME: z.coerce.number().nullish().catch(null),
  })
  .transform((line): LineSettings => ({
    greets: line.WELCOME_MESSAGE,
    asksForRating: line.VOTE_MESSAGE,
    tracksTexts: line.CRM_CHAT_TRACKER,
    sendsOtherTexts: line.NO_ANSWER_RULE || (line.WORKTIME_ENABLE && line.WORKTIME_DAYOFF_RULE) || line.CLOSE_RULE || line.AUTO_CLOSE_RULE,
    usesCrm: line.CRM,
    createsRecord: line.CRM_CREATE !== '' && line.CRM_CREATE !== 'none',
    usesActiveDeal: line.CRM_CREATE === 'deal' && line.CRM_CREATE_THIRD != null ? line.CRM_CREATE_THIRD === 'Y' : null,
    forwardsToResponsible: line.CRM_FORWARD,
    queueType: line.QUEUE_TYPE === 'all' ? 'ALL' : line.QUEUE_TYPE === 'strictly' ? 'STRICTLY' : 'EVENLY',
    closesAfterMinutes: Math.max(0, line.FULL_CLOSE_TIME ?? 0),
  }));

export const readLineSettings = async (rest: RestClient, portalId: PortalId, lineId: LineId): Promise<LineSettings | null | Refusal> => {
  const command = { method: 'imopenlines.config.get', params: { CONFIG_ID: lineId, WITH_QUEUE: 'N', SHOW_OFFLINE: 'Y' } };
  const answer = z.union([settings, z.literal(false).transform(() => null)]);
  const line = await rest.call({ portalId, as: 'main' }, command, answer, 'repeatable');
  if (line.ok) return line.value;
  return line.failure.kind === 'gone' ? null : refusalOf(line.failure, WORDS);
};

export const quietenLine = async (rest: RestClient, portalId: PortalId, lineId: LineId): Promise<null | Refusal> => {
  const command = { method: 'imopenlines.config.update', params: { CONFIG_ID: lineId, PARAMS: QUIET } };
  const done = await rest.call({ portalId, as: 'main' }, command, z.unknown(), 'repeatable');
  return done.ok ? null : refusalOf(done.failure, WORDS);
};
