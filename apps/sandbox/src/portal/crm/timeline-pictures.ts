/** Icons and logos of timeline records: the system's codes and those that applications add (Bitrix24 docs, crm.timeline.icon, crm.timeline.logo). */
import type { Collection } from '../../kernel/store.ts';
import type { Portal } from '../portal-data.ts';
import type { Answer, Call, RestMethod } from '../rest/method.ts';
import { notFound, RestError } from '../rest/rest-error.ts';
import type { LayoutCodes } from './activity-layout.ts';

type Kind = 'icon' | 'logo';

const SYSTEM: Readonly<Record<Kind, readonly string[]>> = {
  icon: ['call-completed', 'whatsapp', 'telegram', 'sms', 'IM', 'info', 'document', 'complete', 'clock', 'circle-check', 'mail', 'task'],
  logo: [
    'channel-whatsapp',
    'channel-telegram',
    'channel-chat',
    'sms',
    'comment',
    'notification',
    'call-incoming',
    'document',
    'list-check',
  ],
};
/** Pixels of a side. */
const SIDE: Readonly<Record<Kind, number>> = { icon: 24, logo: 60 };

const added = (portal: Portal, kind: Kind): Collection<string> => portal.records(`timeline-${kind}`);
const codes = (portal: Portal, kind: Kind): string[] => [
  ...SYSTEM[kind],
  ...added(portal, kind)
    .entries()
    .map(({ key }) => key),
];

export const layoutCodes = (portal: Portal): LayoutCodes => ({ icons: codes(portal, 'icon'), logos: codes(portal, 'logo') });

export const timelinePictureMethods: readonly RestMethod[] = (['icon', 'logo'] as const).flatMap(kind => [
  { name: `crm.timeline.${kind}.list`, scope: 'crm' as const, run: (call: Call) => list(call, kind) },
  { name: `crm.timeline.${kind}.add`, scope: 'crm' as const, administratorsOnly: true as const, run: (call: Call) => add(call, kind) },
  {
    name: `crm.timeline.${kind}.delete`,
    scope: 'crm' as const,
    administratorsOnly: true as const,
    run: (call: Call) => remove(call, kind),
  },
]);

const picture = (code: string, kind: Kind) => ({
  code,
  isSystem: SYSTEM[kind].includes(code),
  fileUri: SYSTEM[kind].includes(code) ? null : `/upload/crm/timeline/${kind}/${code}.png`,
});

function list({ portal }: Call, kind: Kind): Answer {
  return { result: { [`${kind}s`]: codes(portal, kind).map(code => picture(code, kind)) } };
}

function add({ parameters, portal }: Call, kind: Kind): Answer {
  const code = parameters.text('code') ?? '';
  const content = parameters.text('fileContent') ?? '';
  if (!/^[A-Za-z0-9_-]+$/.test(code)) throw new RestError(400, 'ERROR_ARGUMENT', 'Wrong code', { argument: 'code' });
  if (codes(portal, kind).includes(code))
    throw new RestError(400, 'ERROR_ARGUMENT', `The ${kind} with this code already exists`, { argument: 'code' });
  const [width, height] = pngSize(Buffer.from(content, 'base64'));
  if (width !== SIDE[kind] || height !== SIDE[kind]) {
    throw new RestError(400, 'ERROR_ARGUMENT', `The file must be a PNG of ${SIDE[kind]}×${SIDE[kind]} pixels`, { argument: 'fileContent' });
  }
  added(portal, kind).put(code, content);
  return { result: { [kind]: picture(code, kind) }, externalId: code };
}

function remove({ parameters, portal }: Call, kind: Kind): Answer {
  const code = parameters.text('code') ?? '';
  if (added(portal, kind).get(code) === undefined) throw notFound();
  added(portal, kind).delete(code);
  return { result: true };
}

const pngSize = (file: Buffer): [width: number, height: number] =>
  file.length > 24 && file.subarray(1, 4).toString('latin1') === 'PNG' ? [file.readUInt32BE(16), file.readUInt32BE(20)] : [0, 0];
