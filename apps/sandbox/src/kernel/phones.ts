/** What a simulated messenger shows of its phones: `/control/phones` and the page `/phones` stand on this. */
export type PhoneAction =
  /** A company's phone of WhatsApp may be offline too: then it does not answer its linked devices. */
  | { do: 'deliver' | 'read' | 'play' | 'offline' | 'online' | 'block' | 'hide-number' | 'hide-read-time' }
  | ({ do: 'reply'; text: string } & PhoneAbout)
  /** He puts an emoji to a message of either side; null: he takes it away. */
  | { do: 'react'; id: string; emoji: string | null }
  /** The client sends a file; with it a caption, except with sound. */
  | ({ do: 'file'; file: PhoneFile; text?: string | undefined } & PhoneAbout)
  /** The client changes, or takes back for everybody, a message that he wrote himself. */
  | { do: 'edit'; id: string; text: string }
  | { do: 'delete'; id: string }
  /** Of himself, base64; null: he hides it. Until he does either he has none. */
  | { do: 'picture'; content: string | null }
  | { do: 'scan'; qr: string }
  /** The owner of a company's account writes on his own phone; `to`: digits of a number, or a user id of Telegram. */
  | { do: 'write'; to: string; text: string }
  /** What the client and a company wrote to each other before anything was simulated; oldest first. `with`: the company's number or user id. */
  | { do: 'past'; messages: PastMessage[]; with?: string | undefined }
  /** The owner ends all sessions of other devices (Telegram). */
  | { do: 'end-sessions' };

/** What a message of a client is about. */
export interface PhoneAbout {
  /** Id of the message of the same conversation that it answers. */
  to?: string | undefined;
  /** It is passed on from somebody of this name; WhatsApp tells no name. */
  forwardedFrom?: string | undefined;
}

export interface PastMessage {
  /** As the client sees it. */
  direction: 'in' | 'out';
  text: string;
  /** ISO 8601. */
  at: string;
  /** Of one that came to the client: he has not read it. */
  unread?: boolean | undefined;
  /** A file that came with it. */
  file?: PhoneFile | undefined;
}

export interface PhoneFile {
  name: string;
  mime: string;
  as: 'document' | 'image' | 'video' | 'audio' | 'voice';
  /** Base64. */
  content: string;
  seconds?: number | undefined;
}

export interface PhoneMessage {
  externalId: string;
  /** As the client sees it: `in` came from the company, `out` he wrote himself. */
  direction: 'in' | 'out';
  text: string | null;
  /** `sha256` is of the bytes that the phone itself fetched and opened; empty when it could not. */
  files: { name: string; size: number; mime: string; sha256: string }[];
  voice: { seconds: number; mime: string; sha256: string } | null;
  /** The writer changed it afterwards. */
  edited: boolean;
  /** The writer took it back: text and files are gone. */
  deleted: boolean;
  /** accepted (server has it) · delivered · read · played; for `out`: sent */
  status: 'accepted' | 'delivered' | 'read' | 'played' | 'sent';
  /** Id of the message that it answers. */
  answers?: string;
  forwardedFrom?: string;
  /** The client's emoji at it. */
  reaction?: string;
  at: string;
}

export interface Phone {
  /** `whatsapp:7900…` or `telegram:<user id>`; unique over both messengers. */
  address: string;
  messenger: 'whatsapp' | 'telegram';
  name: string;
  /** `client` has a person behind it; `company` can only scan a QR code. */
  role: 'client' | 'company';
  online: boolean;
  blocked: boolean;
  /** Telegram: nobody sees the number, and nobody finds the account by it. */
  hidesNumber?: boolean;
  /** Telegram: nobody is told when he read, only that he did; and he is not told of others. */
  hidesReadTime?: boolean;
  /** Telegram: he shows a picture of himself. */
  showsPicture?: boolean;
  /** Company phones: a QR code of theirs may be scanned; `linkedDevices` are connected by it. */
  linkedDevices: number;
  messages: PhoneMessage[];
}

export interface Phones {
  list(): Phone[];
  get(address: string): Phone | undefined;
  /** Throws PhoneActionError with a sentence when the action is impossible now. */
  act(address: string, action: PhoneAction): Promise<Phone>;
  /** Called after every change of any phone. Returns the end of the subscription. */
  onChange(listener: (address: string) => void): () => void;
}

export class PhoneActionError extends Error {
  override readonly name = 'PhoneActionError';
}
