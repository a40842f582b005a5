/** What a person's own Telegram account can do. Numbers are those of Telegram's public API documentation unless said otherwise. */
import type { ConnectorCapabilities } from '@olchat/domain';

export const capabilities: ConnectorCapabilities = {
  // A person may write to any person first; how many strangers a day Telegram does not publish (PEER_FLOOD).
  freeTextFirst: true,
  // People are found by `resolve`; a person who was found once stays there.
  checksPresence: false,
  // One tick: the server has it. Two ticks: the read pointer of the client passed it. A receipt of the device does not exist (L-13).
  reports: { delivered: false, read: true },
  // `message_length_max` of the server's configuration, in UTF-16 units: a text of rarer letters may be refused a little earlier.
  maxTextLength: 4096,
  // T-7: the portal's limit is of the WhatsApp form.
  keepsOwnTextLimit: true,
  files: {
    // 4000 parts of 512 KB would be 2 GB; ours is the larger limit of the product.
    maxBytes: 100 * 1024 * 1024,
    // Every media message has a caption; a voice note's is not shown by all clients, so its text goes before it.
    captions: ['IMAGE', 'VIDEO', 'AUDIO', 'DOCUMENT'],
    // `caption_length_limit_default`; subscribers of Premium have more, which is not used.
    maxCaptionLength: 1024,
    voiceMimes: ['audio/ogg'],
  },
  // `edit_time_limit` of the server's configuration; deleting for both has no limit in a chat of two.
  changes: { edit: { withinMs: 48 * 3_600_000 }, remove: { withinMs: null } },
  // The server keeps `random_id`: the same one again is answered with the first message, or with RANDOM_ID_DUPLICATE (GU-3).
  repeatIsHarmless: true,
  limits: {
    // Advice of the original and of other integrators; Telegram publishes no numbers.
    firstMessagesPerDay: 40,
    firstMessageEveryMs: 180_000,
    young: null,
    checksPerDay: 150,
    searchesPerDay: 200,
    // Of contacts.resolvePhone TDLib says one in three seconds; the same is kept for user names.
    lookUpEveryMs: 3200,
  },
  // messages.getHistory: the cloud keeps everything; it marks nothing as read.
  readsHistory: true,
  login: ['QR', 'PHONE'],
  pictures: true,
  resolves: ['ID', 'USERNAME', 'PHONE'],
};
