import {
  cardKey,
  refuse,
  type CardContent,
  type CardRef,
  type Crm,
  type EmployeeId,
  type PortalEmployee,
  type Refusal,
} from '../src/index.ts';

/** A portal's cards. Everybody may change them but for `locked`. */
export class FakeCrm implements Crm {
  readonly cards = new Map<string, CardContent>();
  readonly people: PortalEmployee[] = [];
  /** Employees without the right to change cards. */
  readonly locked = new Set<EmployeeId>();
  /** What the portal answers instead, while it stands here. */
  trouble: Refusal | null = null;

  add(card: CardRef, phones: readonly string[]): void {
    this.cards.set(cardKey(card), {
      card,
      title: 'Сделка',
      addresses: phones.map(value => ({
        holder: { type: 'CONTACT', id: '51', name: 'Иван Петров' },
        kind: 'PHONE',
        valueType: 'WORK',
        value,
      })),
      people: [{ type: 'CONTACT', id: '51', name: 'Иван Петров' }],
    });
  }

  readCard(_portalId: string, _as: string, card: CardRef): Promise<CardContent | Refusal> {
    return Promise.resolve(this.trouble ?? this.cards.get(cardKey(card)) ?? refuse('NOT_FOUND'));
  }

  changeRefusal(_portalId: string, employeeId: EmployeeId, card: CardRef): Promise<Refusal | null> {
    if (this.trouble !== null) return Promise.resolve(this.trouble);
    if (!this.cards.has(cardKey(card))) return Promise.resolve(refuse('NOT_FOUND'));
    return Promise.resolve(this.locked.has(employeeId) ? refuse('FORBIDDEN', { right: 'card' }) : null);
  }

  employees(_portalId: string, ids: readonly EmployeeId[]): Promise<PortalEmployee[] | Refusal> {
    return Promise.resolve(this.trouble ?? this.people.filter(person => ids.includes(person.id)));
  }
}
