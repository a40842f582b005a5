/** The POST with which a portal opens a page of ours in a frame (Bitrix24 docs, "widget data"). All of it passed through a browser: a claim, not a fact (SE-1). */
import { CARD_TYPES, type CardRef } from '@olchat/domain';
import { z } from 'zod';
import { cardOf, isSmartProcess } from '../crm/object-types.ts';

export interface PageRequest {
  memberId: string;
  /** Host of the portal as the browser knows it; only for showing. */
  domain: string | null;
  language: string;
  /** Id of this opened frame, for the frame protocol. */
  appSid: string | null;
  accessToken: string | null;
  refreshToken: string | null;
  expiresInSeconds: number;
  applicationToken: string | null;
  serverEndpoint: string | null;
  /** `DEFAULT` for the application's own page. */
  placement: string;
  options: Record<string, string>;
}

/** The portal says 3600; without it the token is as good as that. */
const ACCESS_TOKEN_SECONDS = 3600;

const query = z.object({
  DOMAIN: z.string().max(300).optional(),
  LANG: z.string().max(10).optional(),
  APP_SID: z.string().max(100).optional(),
});

const optionValue = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const optionsText = z
  .string()
  .max(100_000)
  .optional()
  .transform((text, context): unknown => {
    if (text === undefined || text === '') return {};
    try {
      return JSON.parse(text);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : 'not JSON');
      return z.NEVER;
    }
  })
  // PHP writes an empty map as []; a map inside gives its scalars as `NAME.key`, what is deeper is none of ours.
  .pipe(z.union([z.record(z.string(), z.unknown()), z.array(z.never()).transform((): Record<string, unknown> => ({}))]))
  .transform(options => {
    const scalars: Record<string, string> = {};
    for (const [key, value] of Object.entries(options)) {
      const inner =
        typeof value === 'object' && value !== null
          ? Object.entries(value).map(([name, one]) => [`${key}.${name}`, one] as const)
          : [[key, value] as const];
      for (const [name, one] of inner) {
        const text = optionValue.safeParse(one);
        if (text.success) scalars[name] = text.data;
      }
    }
    return scalars;
  });

const token = z.string().min(1).max(2_000).optional();

const body = z.object({
  member_id: z.string().min(1).max(100),
  AUTH_ID: token,
  REFRESH_ID: token,
  AUTH_EXPIRES: z.coerce.number().int().positive().optional().catch(undefined),
  APPLICATION_TOKEN: token,
  SERVER_ENDPOINT: z.string().max(300).optional(),
  PLACEMENT: z.string().max(100).default('DEFAULT'),
  PLACEMENT_OPTIONS: optionsText,
});

/** Throws a ZodError. */
export const parsePageRequest = (rawQuery: unknown, rawBody: unknown): PageRequest => {
  const { DOMAIN, LANG, APP_SID } = query.parse(rawQuery);
  const fields = body.parse(rawBody);
  return {
    memberId: fields.member_id,
    domain: DOMAIN ?? null,
    language: LANG ?? 'en',
    appSid: APP_SID ?? null,
    accessToken: fields.AUTH_ID ?? null,
    refreshToken: fields.REFRESH_ID ?? null,
    expiresInSeconds: fields.AUTH_EXPIRES ?? ACCESS_TOKEN_SECONDS,
    applicationToken: fields.APPLICATION_TOKEN ?? null,
    serverEndpoint: fields.SERVER_ENDPOINT ?? null,
    placement: fields.PLACEMENT,
    options: fields.PLACEMENT_OPTIONS,
  };
};

const CARD_PLACEMENT = /^CRM_(?:(LEAD|DEAL|CONTACT|COMPANY|ORDER)|DYNAMIC_(\d{1,9}))_DETAIL_(?:ACTIVITY|TAB|TOOLBAR)$/;

/** The type stands only in the code of the placement, the id in its options. */
export const cardOfPlacement = (placement: string, options: Readonly<Record<string, string>>): CardRef | null => {
  const match = CARD_PLACEMENT.exec(placement);
  const id = options['ID'] ?? options['ENTITY_ID'] ?? '';
  if (match === null || !/^[1-9]\d{0,18}$/.test(id)) return null;
  const type = CARD_TYPES.find(known => known === match[1]);
  return type === undefined ? (cardOf(Number(match[2]), id) ?? null) : { type, id, smartProcessTypeId: null };
};

/** A field of our type in a card (`USERFIELD_TYPE`). */
export interface FieldPlace {
  mode: 'view' | 'edit';
  /** Null in cards that are no smart process. */
  smartProcessTypeId: string | null;
  /** Null in a card that is not saved yet. */
  card: CardRef | null;
}

export const fieldOfPlacement = (options: Readonly<Record<string, string>>): FieldPlace => {
  const typeId = options['ENTITY_DATA.entityTypeId'] ?? '';
  const id = options['ENTITY_VALUE_ID'] ?? '';
  return {
    mode: options['MODE'] === 'edit' ? 'edit' : 'view',
    smartProcessTypeId: isSmartProcess(typeId) ? typeId : null,
    card: /^[1-9]\d{0,18}$/.test(id) ? (cardOf(Number(typeId), id) ?? null) : null,
  };
};
