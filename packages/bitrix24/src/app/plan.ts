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

export const planBindings = (
  plan: Plan,
  sort: 'placement' | 'event',
  wanted: readonly string[],
  bound: readonly Binding[],
  handlerOf: (name: string) => string,
  bind: (name: string, handler: string) => RestCommand,
): void => {
  for (const name of wanted) {
    const handler = handlerOf(name);
    const ours = bound.filter(binding => binding.name.toUpperCase() === name);
    for (const stale of ours.filter(binding => binding.handler !== handler || !binding.isCurrent)) {
      plan.step('removed', `${sort} ${name}`, unbind(sort, stale));
    }
    if (ours.some(binding => binding.handler === handler && binding.isCurrent)) plan.kept.push(`${sort} ${name}`);
    else plan.step('added', `${sort} ${name}`, bind(name, handler));
  }
};

const unbind = (sort: 'placement' | 'event', { name, handler }: Binding): RestCommand =>
  sort === 'placement'
    ? { method: 'placement.unbind', params: { PLACEMENT: name, HANDLER: handler } }
    : { method: 'event.unbind', params: { event: name, handler } };
