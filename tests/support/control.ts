/** The sandbox's doors for tests (contract 5): what each side saw, and how to play the phones. */
export interface LedgerRow {
  n: number;
  at: string;
  service: string;
  method: string;
  externalId?: string;
  ours?: string;
  to?: string;
  /** Commands of one batch have the same. */
  request: number | null;
  body?: unknown;
}

export interface Credentials {
  graphqlUrl: string;
  subscriptionUrl: string;
  partnerKey: string;
  accounts: { id: string; kind: string }[];
  cards: {
    type: 'LEAD' | 'DEAL' | 'CONTACT' | 'COMPANY' | 'ORDER' | 'SMART_PROCESS';
    id: string;
    smartProcessTypeId: string | null;
    title: string;
  }[];
}

export interface PhoneMessage {
  externalId: string;
  direction: 'in' | 'out';
  text: string | null;
  files: { name: string; size: number; mime: string; sha256: string }[];
  voice: { seconds: number; mime: string; sha256: string } | null;
  edited: boolean;
  deleted: boolean;
  status: string;
}

export interface TimelineRecord {
  activityId: string;
  title: string;
  badge: string | null;
  rows: { title: string; value: string }[];
  /** Null for a record without a text, such as the open line's own. */
  text: string | null;
  notes: string[];
  /** `uri`: null of a button that is no link. */
  buttons: { key: string; title: string; uri: string | null }[];
  menu: { key: string; title: string }[];
  author: string | null;
}

export interface OpenLineChat {
  chatId: string;
  /** Link of the client's picture; null: the portal has none. */
  clientPicture: string | null;
  owner: { id: string; name: string } | null;
  card: { type: string; id: string } | null;
  messages: { author: { id: string; name: string } | null; direction: string; text: string; mark: string }[];
}

export class Control {
  readonly #url: string;

  constructor(sandboxUrl: string) {
    this.#url = `${sandboxUrl}/control`;
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#url}${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${this.#url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  credentials(): Promise<Credentials> {
    return this.get('/credentials');
  }

  ledger(after = 0): Promise<LedgerRow[]> {
    return this.get(`/ledger?after=${after}`);
  }

  /** What the messenger accepted, by text. */
  async sent(text: string): Promise<LedgerRow[]> {
    const rows = await this.ledger();
    return rows.filter(
      row => row.service === 'whatsapp-web' && row.method === 'message' && (row.body as { text?: string } | undefined)?.text === text,
    );
  }

  phone(number: string): Promise<{ address: string; messages: PhoneMessage[] }> {
    return this.get(`/phones/whatsapp:${number}`);
  }

  act(number: string, action: { do: string; text?: string; qr?: string; id?: string; file?: object }): Promise<unknown> {
    return this.post(`/phones/whatsapp:${number}`, action);
  }

  timeline(card: { type: string; id: string }): Promise<TimelineRecord[]> {
    return this.get(`/cards/${card.type}/${card.id}/timeline`);
  }

  /** An employee of the first portal belongs to exactly these departments and workgroups from now on; what is absent stays. */
  moveEmployee(employeeId: string, to: { departments?: string[]; workgroups?: string[] }): Promise<unknown> {
    return this.post(`/employees/${employeeId}`, to);
  }

  /** An employee of the first portal presses a button or a menu item of a record. */
  press(activityId: string, button: string, employeeId: string): Promise<unknown> {
    return this.post(`/timeline/${activityId}/press`, { button, employeeId });
  }

  /** `fill`: a person saves the card with these fields, as `crm.item.update` takes them. */
  changeCard(
    card: { type: string; id: string },
    change: { do: 'fill'; fields: object } | { do: 'delete' } | { do: 'merge'; into: string },
  ): Promise<unknown> {
    return this.post(`/cards/${card.type}/${card.id}`, change);
  }

  chats(): Promise<OpenLineChat[]> {
    return this.get('/chats');
  }

  /** Something happens to a portal without the application (life.ts of the simulated portal). */
  live(memberId: string, action: { do: string; [field: string]: unknown }): Promise<unknown> {
    return this.post(`/portals/${memberId}`, action);
  }

  auto(settings: { deliverAfterMs: number | null; readAfterMs: number | null }): Promise<unknown> {
    return this.post('/auto', settings);
  }

  faults(rules: unknown): Promise<unknown> {
    return this.post('/faults', rules);
  }

  async clearFaults(): Promise<void> {
    await fetch(`${this.#url}/faults`, { method: 'DELETE' });
  }
}
