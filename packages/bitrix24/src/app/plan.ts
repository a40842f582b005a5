/** What a registration has to do: decided from what stands on the portal, before anything is changed. */
import { MAX_COMMANDS, type RestCommand } from '../rest/batch.ts';

export interface Step {
  key: string;
  kind: 'added' | 'removed';
  what: string;
  command: RestCommand;
}

export class Plan {
  readonly steps: Step[] = [];
  readonly kept: string[] = [];

  step(kind: Step['kind'], what: string, command: RestCommand): void {
    this.steps.push({ key: `step${this.steps.length}`, kind, what, command });
  }

  batches(): Step[][] {
    return Array.from({ length: Math.ceil(this.steps.length / MAX_COMMANDS) }, (_, index) =>
      this.steps.slice(index * MAX_COMMANDS, (index + 1) * MAX_COMMANDS),
    );
  }
}

interface Binding {
  name: string;
  handler: string;
  /** As it should be but for the handler. */
  isCurrent: boolean;
}

export interface WantedBinding {
  name: string;
  handler: string;
  what: string;
  bind: RestCommand;
}

/** Each wanted one stands once, as it should be; whatever else stands under the same names, or under `owned` ones, goes. */
export const planBindings = (
  plan: Plan,
  sort: 'placement' | 'event',
  wanted: readonly WantedBinding[],
  bound: readonly Binding[],
  owned: readonly string[] = [],
): void => {
  const wantedAt = (binding: Binding): WantedBinding | undefined =>
    wanted.find(({ name, handler }) => name === binding.name.toUpperCase() && handler === binding.handler);
  const names = new Set([...owned, ...wanted.map(({ name }) => name)]);
  for (const binding of bound.filter(({ name }) => names.has(name.toUpperCase()))) {
    const known = wantedAt(binding);
    if (known === undefined || !binding.isCurrent)
      plan.step('removed', known?.what ?? `${sort} ${binding.name.toUpperCase()}`, unbind(sort, binding));
  }
  for (const one of wanted) {
    if (bound.some(binding => binding.isCurrent && wantedAt(binding) === one)) plan.kept.push(one.what);
    else plan.step('added', one.what, one.bind);
  }
};

const unbind = (sort: 'placement' | 'event', { name, handler }: Binding): RestCommand =>
  sort === 'placement'
    ? { method: 'placement.unbind', params: { PLACEMENT: name, HANDLER: handler } }
    : { method: 'event.unbind', params: { event: name, handler } };
