/** What a number linked as a device can do. It is not Meta's paid API: the number may be restricted for pressing strangers (README). */
import type { ConnectorCapabilities } from '@olchat/domain';

export const capabilities: ConnectorCapabilities = {
  // No templates and no window on this way; WhatsApp itself limits how many strangers are written to (ack error 463).
  freeTextFirst: true,
  // Baileys onWhatsApp(), one number per call: with several the link between question and answer is lost.
  checksPresence: true,
  // Receipts of the client's devices. Blue ticks may be off: then `read` never comes, which is no error (L-10).
  reports: { delivered: true, read: true },
  // Official apps take 65 536 characters (not documented); 4 096 is what Meta documents for its own API, so a text fits both.
  maxTextLength: 4096,
  files: {
    // Documents may be 2 GB in the official apps (not confirmed for this way): ours is the larger limit of the product.
    maxBytes: 100 * 1024 * 1024,
    captions: ['IMAGE', 'VIDEO'],
    maxCaptionLength: 4096,
    voiceMimes: ['audio/ogg'],
  },
  // Official apps let a person edit for 15 minutes and delete for about two days; later the phone ignores it.
  changes: { edit: { withinMs: 15 * 60_000 }, remove: { withinMs: 60 * 3_600_000 } },
  // Copies with one id are said to collapse at the receiver; nobody documents it, so a repeat counts as harmful (GU-3).
  repeatIsHarmless: false,
  limits: {
    // The original's advice: at most 100 checks a day (D-6). There are no user names here.
    checksPerDay: 100,
    searchesPerDay: 0,
    lookUpEveryMs: 0,
    // The original's advice for a number in its first ten days: 20 new recipients a day; afterwards none is known.
    firstMessagesPerDay: null,
    firstMessageEveryMs: 0,
    young: { days: 10, firstMessagesPerDay: 20 },
  },
  // WhatsApp's help centre, "About linked devices": all are logged out when the phone is not used for more than 14 days.
  unlinksAfterDays: 14,
  // `w:profile:picture`: the link of the picture, where the person shows it to us.
  pictures: true,
  // The account's own phone is asked: for what is older than a message, and while it is awake (`fetchMessageHistory`).
  readsHistory: true,
  login: ['QR'],
  resolves: [],
};
