/** What a simulated messenger shows of its phones: `/control/phones` and the page `/phones` stand on this. */
export type PhoneAction =
  | { do: 'deliver' | 'read' | 'play' | 'offline' | 'online' | 'block' | 'hide-number' }
  | { do: 'reply'; text: string }
  | { do: 'scan'; qr: string };

export interface PhoneMessage {
  externalId: string;
  /** As the client sees it: `in` came from the company, `out` he wrote himself. */
  direction: 'in' | 'out';
  text: string | null;
  files: { name: string; size: number; mime: string; sha256: string }[];
  voice: { seconds: number; mime: string; sha256: string } | null;
  /** accepted (server has it) · delivered · read · played; for `out`: sent */
  status: 'accepted' | 'delivered' | 'read' | 'played' | 'sent';
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
