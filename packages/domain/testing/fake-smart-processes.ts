import { refuse, type Refusal, type SmartProcesses, type SmartProcessType } from '../src/index.ts';

/** Two types: one with the client field, one without. */
export class FakeSmartProcesses implements SmartProcesses {
  readonly known = new Map<string, SmartProcessType>(
    [
      { smartProcessTypeId: '1038', title: 'Проекты', hasClients: true },
      { smartProcessTypeId: '1046', title: 'Внутренние заявки', hasClients: false },
    ].map(type => [type.smartProcessTypeId, type]),
  );
  /** Types with our item in the menu. */
  readonly placed = new Set<string>();
  /** What the portal answers instead, while it stands here. */
  trouble: Refusal | null = null;

  types(): Promise<(SmartProcessType & { isPlaced: boolean })[] | Refusal> {
    const types = [...this.known.values()].map(type => ({ ...type, isPlaced: this.placed.has(type.smartProcessTypeId) }));
    return Promise.resolve(this.trouble ?? types);
  }

  place(_portalId: string, id: string): Promise<SmartProcessType | Refusal> {
    const answer = this.#answer(id);
    if (answer === this.known.get(id)) this.placed.add(id);
    return Promise.resolve(answer);
  }

  remove(_portalId: string, id: string): Promise<SmartProcessType | Refusal> {
    const answer = this.#answer(id);
    if (this.trouble === null) this.placed.delete(id);
    return Promise.resolve(answer);
  }

  #answer(id: string): SmartProcessType | Refusal {
    return this.trouble ?? this.known.get(id) ?? refuse('NOT_FOUND');
  }
}
