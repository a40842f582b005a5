/** Our connector in the portal's contact centre (Bitrix24 docs, imconnector.register). A repeat updates it. */
import type { Messenger } from '@olchat/domain';
import { z } from 'zod';
import type { RestCommand } from '../rest/batch.ts';
import { failed, type RestOutcome, succeeded } from '../rest/errors.ts';
import type { RestClient } from '../rest/rest-client.ts';
import type { PortalId } from '@olchat/domain';
import { connectorId } from './connector-id.ts';

const LOOKS: Record<Messenger, { name: string; colour: string }> = {
  WHATSAPP: { name: 'OLChat WhatsApp', colour: '#25D366' },
  TELEGRAM: { name: 'OLChat Telegram', colour: '#2AABEE' },
};

/** A speech balloon with three dots: ours, not the messenger's trade mark. */
const icon = (colour: string): string =>
  'data:image/svg+xml,' +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">' +
      `<path fill="${colour}" d="M16 4C8.8 4 3 8.7 3 14.5c0 3.4 2 6.4 5.1 8.3L7 28l6-3.2c1 .1 2 .2 3 .2 7.2 0 13-4.7 13-10.5S23.2 4 16 4z"/>` +
      '<circle cx="10" cy="14.5" r="2" fill="#fff"/><circle cx="16" cy="14.5" r="2" fill="#fff"/><circle cx="22" cy="14.5" r="2" fill="#fff"/></svg>',
  );

export const registerCommand = (messenger: Messenger, placementHandler: string): RestCommand => ({
  method: 'imconnector.register',
  params: {
    ID: connectorId(messenger),
    NAME: LOOKS[messenger].name,
    ICON: { DATA_IMAGE: icon('#fff'), COLOR: LOOKS[messenger].colour, SIZE: '90%', POSITION: 'center' },
    ICON_DISABLED: { DATA_IMAGE: icon('#fff'), COLOR: '#A8ADB4', SIZE: '90%', POSITION: 'center' },
    PLACEMENT_HANDLER: placementHandler,
    // With a signature every operator's text would reach the client as "[b]Name:[/b] [br]text".
    NEED_SIGNATURE: false,
    NEED_SYSTEM_MESSAGES: false,
    CHAT_GROUP: false,
    NEWSLETTER: false,
  },
});

/** The refusal stands inside a successful answer. */
const registered = z.object({
  result: z.boolean(),
  error: z.string().optional(),
  error_description: z.string().optional(),
});

/** Called alone, not in a batch: the flags must arrive as booleans. */
export const registerConnector = async (
  rest: RestClient,
  portalId: PortalId,
  messenger: Messenger,
  placementHandler: string,
): Promise<RestOutcome<null>> => {
  const answer = await rest.call({ portalId, as: 'main' }, registerCommand(messenger, placementHandler), registered, 'repeatable');
  if (!answer.ok) return answer;
  if (answer.value.result) return succeeded(null);
  return failed('refused', answer.value.error ?? 'CONNECTOR_NOT_REGISTERED', { description: answer.value.error_description ?? '' });
};
