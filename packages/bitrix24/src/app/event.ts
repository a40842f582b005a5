/** The envelope of every event that a portal posts (Bitrix24 docs, "Events"). It grants nothing: what it says is read again before it counts (SE-2). */
import type { EmployeeId } from '@olchat/domain';
import { z } from 'zod';
import { parseFormBody } from './form-body.ts';

export interface PortalEvent {
  /** In capitals. */
  event: string;
  data: unknown;
  /** When the portal sent it; null when it did not say. */
  sentAt: Date | null;
  memberId: string;
  /** Absent in some events: those are confirmed by a question to the portal. */
  applicationToken: string | null;
  /** Who acted, where somebody did. */
  employeeId: EmployeeId | null;
  /** Of whoever acted: it proves who he is, which his id beside it does not. Lives an hour. */
  accessToken: string | null;
  /** Only in ONAPPINSTALL and ONAPPUPDATE: what an installation is proved by (SE-3). */
  refreshToken: string | null;
  serverEndpoint: string | null;
}

const eventBody = z.object({
  event: z.string().min(1).max(200),
  data: z.unknown().optional(),
  ts: z.coerce.number().int().positive().optional(),
  auth: z.object({
    member_id: z.string().min(1).max(100),
    application_token: z.string().min(1).optional(),
    user_id: z.string().optional(),
    access_token: z.string().min(1).max(2_000).optional(),
    refresh_token: z.string().min(1).optional(),
    server_endpoint: z.string().optional(),
  }),
});

/** Throws MalformedForm or a ZodError. */
export const parseEvent = (body: string | Uint8Array): PortalEvent => {
  const { event, data, ts, auth } = eventBody.parse(parseFormBody(body));
  return {
    event: event.toUpperCase(),
    data,
    sentAt: ts === undefined ? null : new Date(ts * 1000),
    memberId: auth.member_id,
    applicationToken: auth.application_token ?? null,
    employeeId: Number(auth.user_id ?? 0) > 0 ? (auth.user_id as EmployeeId) : null,
    accessToken: auth.access_token ?? null,
    refreshToken: auth.refresh_token ?? null,
    serverEndpoint: auth.server_endpoint ?? null,
  };
};

export interface TimelineAction {
  /** Id of the button, as our layout named it. */
  action: string;
  activityId: string;
  parameters: Record<string, string>;
}

const timelineAction = z.object({ id: z.string(), activityId: z.string().regex(/^[1-9]\d{0,18}$/) }).catchall(z.unknown());

/** A button of ours was pressed in a timeline. Its parameters passed through a browser. Throws a ZodError. */
export const parseTimelineAction = (data: unknown): TimelineAction => {
  const { id, activityId, ...rest } = timelineAction.parse(data);
  const parameters = Object.entries(rest).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { action: id, activityId, parameters: Object.fromEntries(parameters) };
};
