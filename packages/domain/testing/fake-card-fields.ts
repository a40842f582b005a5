/** Fields of a portal by hand: which there are, and what they print. */
import {
  cardKey,
  variableKey,
  type CardFields,
  type CardRef,
  type FieldValue,
  type NameableFields,
  type Refusal,
  type WantedValue,
} from '../src/index.ts';

export class FakeCardFields implements CardFields {
  fields: NameableFields = {
    groups: [
      {
        entity: 'CONTACT',
        title: 'Контакт',
        smartProcessTypeId: null,
        fields: [
          { field: 'NAME', title: 'Имя', linksTo: null },
          { field: 'ASSIGNED_BY_ID', title: 'Ответственный', linksTo: 'EMPLOYEE' },
          { field: 'COMPANY_ID', title: 'Компания', linksTo: 'COMPANY' },
        ],
      },
      { entity: 'COMPANY', title: 'Компания', smartProcessTypeId: null, fields: [{ field: 'TITLE', title: 'Название', linksTo: null }] },
      { entity: 'DEAL', title: 'Сделка', smartProcessTypeId: null, fields: [{ field: 'UF_CRM_SIZE', title: 'Размер', linksTo: null }] },
    ],
    employeeFields: [{ field: 'NAME', title: 'Имя', linksTo: null }],
  };
  /** Answered instead of everything. */
  refusal: Refusal | null = null;
  readonly asked: WantedValue[][] = [];
  readonly #values = new Map<string, string>();

  print(record: CardRef, field: string, text: string): void {
    this.#values.set(`${cardKey(record)}/${field}`, text);
  }

  async nameable(): Promise<NameableFields | Refusal> {
    return this.refusal ?? this.fields;
  }

  async values(_portalId: string, _employeeId: string, wanted: readonly WantedValue[]): ReturnType<CardFields['values']> {
    this.asked.push([...wanted]);
    if (this.refusal !== null) return this.refusal;
    return new Map(wanted.map(one => [variableKey(one.variable), this.#valueOf(one)]));
  }

  #valueOf({ variable, record }: WantedValue): FieldValue {
    if (record === null) return { kind: 'gap', reason: 'NOT_LINKED' };
    const text = this.#values.get(`${cardKey(record)}/${variable.field}`);
    return text === undefined ? { kind: 'gap', reason: 'EMPTY' } : { kind: 'value', text };
  }
}
