import type { InstallationTexts } from './installation-texts.ts';

export const en: InstallationTexts = {
  places: {
    CRM_LEAD_DETAIL_ACTIVITY: 'Menu item in the card of a lead',
    CRM_DEAL_DETAIL_ACTIVITY: 'Menu item in the card of a deal',
    CRM_CONTACT_DETAIL_ACTIVITY: 'Menu item in the card of a contact',
    CRM_COMPANY_DETAIL_ACTIVITY: 'Menu item in the card of a company',
    CRM_ORDER_DETAIL_ACTIVITY: 'Menu item in the card of an order',
  },
  items: { TELEGRAM: 'Telegram' },
  sorts: {
    placement: name => `Placement ${name}`,
    event: name => `Subscription to the event ${name}`,
    connector: name => `Open-line connector ${name}`,
    field: () => 'The field «Statuses and chats» of cards',
    'card-field': name =>
      `Field “Statuses and chats” of ${({ CRM_LEAD: 'leads', CRM_DEAL: 'deals', CRM_CONTACT: 'contacts', CRM_COMPANY: 'companies' } as Record<string, string>)[name] ?? 'cards'}`,
    logo: name => `Activity icon ${name}`,
  },
  things: {
    portal: 'Connection to the portal',
    'token-server': "Bitrix24's authorisation server",
    certificate: "The portal's certificate",
    'events-arrive': "Arrival of the portal's events",
    'pub-folder': 'Access to the pub folder without a login',
  },
  failures: {
    PORTAL_TOKEN_REFUSED: 'Bitrix24 refuses the token. Open the application as an administrator of the portal.',
    PORTAL_UNAVAILABLE: 'The portal does not answer. See that it accepts connections from outside on ports 80 and 443.',
    'PORTAL_UNAVAILABLE ACCESS_DENIED': "The portal's plan has no REST: only commercial plans have it.",
    FORBIDDEN: 'Administrator rights are missing. Let a current administrator take over the rights of the application.',
    ACCESS_DENIED: 'Administrator rights are missing. Let a current administrator take over the rights of the application.',
    ERROR_PLACEMENT_NOT_FOUND: 'The portal has no such place, or the application was not granted the right to it.',
    ERROR_EVENT_NOT_FOUND: 'The portal has no such event, or the application was not granted the right to it.',
    ERROR_METHOD_NOT_FOUND: 'The portal does not know this method: update Bitrix24.',
    insufficient_scope: 'The application was not granted a right it needs. Check the list of rights and install the application again.',
    NOT_CONNECTED: 'No connection could be made. Check the address, ports 80 and 443 and the certificate.',
    CERTIFICATE: "The portal's certificate does not fit. Install a valid one.",
    invalid_client: 'Bitrix24 does not know the id or the key of the application. Check BITRIX24_CLIENT_ID and BITRIX24_CLIENT_SECRET.',
    NO_EVENT: "The test event did not arrive. The portal needs outbound access to the application's address.",
    CLOSED_TO_GUESTS: 'The folder needs a login, so files cannot be fetched. Open it to anonymous users.',
  },
  otherwise: code => `The portal refused: ${code}.`,
};
