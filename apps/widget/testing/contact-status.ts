import type { ClientNumberFieldsFragment, ClientNumbersQuery, ConversationEntryFieldsFragment } from '@olchat/client';
import { recipient } from './builders.ts';

type Numbers = NonNullable<ClientNumbersQuery['clientNumbers']>;
type InMessenger = ClientNumberFieldsFragment['messengers'][number];
type Recipient = InMessenger['recipient'];

const HOURS_AGO = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();

/** A number with WhatsApp, checked more than three hours ago; what is said of its recipient and of the rest. */
export function clientNumber(
  change: Partial<Recipient> = {},
  rest: Partial<ClientNumberFieldsFragment> & { chats?: InMessenger['chats'] } = {},
): ClientNumberFieldsFragment {
  const { id, label, address, username, phone, presence } = recipient();
  const { chats = [], ...of } = rest;
  return {
    address: change.address ?? address,
    holder: 'Дмитрий Иванов',
    numbering: { country: 'RU', countryName: 'Россия', region: null, operator: 'Билайн', timeZones: ['Europe/Moscow'] },
    messengers: [
      {
        messenger: 'WHATSAPP',
        recipient: { id, label, address, username, phone, presence, checkedAt: HOURS_AGO(3.5), ...change },
        checkedThrough: null,
        chats,
      },
    ],
    ...of,
  };
}

export function clientNumbers(numbers: ClientNumberFieldsFragment[], change: Partial<Numbers> & { omitted?: number } = {}): Numbers {
  const { omitted = 0, ...of } = change;
  return { chatSupport: 'FULL', chatReason: null, numbers: { numbers, omitted, reason: null }, ...of };
}

export function conversationEntry(change: Partial<ConversationEntryFieldsFragment> = {}): ConversationEntryFieldsFragment {
  return {
    id: 'entry-1',
    at: '2026-01-01T09:00:00.000Z',
    author: 'CLIENT',
    text: 'Сколько стоит?',
    unsupported: null,
    editedAt: null,
    removedAt: null,
    status: null,
    attachment: null,
    file: null,
    voice: null,
    message: null,
    ...change,
  };
}

export const conversation = (
  nodes: ConversationEntryFieldsFragment[],
  change: { hasNextPage?: boolean; endCursor?: string | null; reason?: object | null } = {},
) => ({
  conversation: {
    nodes,
    pageInfo: { hasNextPage: change.hasNextPage ?? false, endCursor: change.endCursor ?? null },
    keptSince: '2025-12-01T09:00:00.000Z',
    reason: change.reason ?? null,
  },
});

export const accountHistory = (
  nodes: ConversationEntryFieldsFragment[],
  change: { hasNextPage?: boolean; endCursor?: string | null; reason?: object | null } = {},
) => ({
  accountHistory: {
    nodes,
    pageInfo: { hasNextPage: change.hasNextPage ?? false, endCursor: change.endCursor ?? null },
    reason: change.reason ?? null,
  },
});
