import { cardKey, refuse, type ActivityView, type CardRef, type Refusal, type Timeline } from '../src/index.ts';

interface WrittenActivity {
  id: string;
  card: string;
  originId: string;
  view: ActivityView;
}

/** The timelines of a portal's cards, and every call that reached them. */
export class FakeTimeline implements Timeline {
  readonly activities: WrittenActivity[] = [];
  readonly calls: ('find' | 'add' | 'update')[] = [];
  readonly #fates: (Refusal | 'lose-answer')[] = [];

  /** The next call is refused; or it is done, and its answer is lost. */
  doom(...fates: (Refusal | 'lose-answer')[]): void {
    this.#fates.push(...fates);
  }

  /** Somebody deletes it. */
  remove(id: string): void {
    this.activities.splice(0, this.activities.length, ...this.activities.filter(activity => activity.id !== id));
  }

  async findActivity(_portalId: string, card: CardRef, originId: string): Promise<string | null | Refusal> {
    this.calls.push('find');
    return this.#answer(() => this.activities.find(known => known.card === cardKey(card) && known.originId === originId)?.id ?? null);
  }

  async addActivity(
    _portalId: string,
    _employeeId: string | null,
    card: CardRef,
    originId: string,
    view: ActivityView,
  ): Promise<string | Refusal> {
    this.calls.push('add');
    return this.#answer(() => {
      const id = String(9000 + this.activities.length);
      this.activities.push({ id, card: cardKey(card), originId, view });
      return id;
    });
  }

  async updateActivity(_portalId: string, activityId: string, view: ActivityView): Promise<null | Refusal> {
    this.calls.push('update');
    return this.#answer(() => {
      const known = this.activities.find(activity => activity.id === activityId);
      if (known === undefined) return refuse('NOT_FOUND');
      known.view = view;
      return null;
    });
  }

  #answer<T>(does: () => T | Refusal): T | Refusal {
    const fate = this.#fates.shift();
    if (fate === undefined) return does();
    if (fate !== 'lose-answer') return fate;
    does();
    return refuse('ACTIVITY_NOT_WRITTEN', { rawCode: 'OUTCOME_UNKNOWN' });
  }
}
