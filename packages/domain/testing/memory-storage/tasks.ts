/** Tasks in memory. */
import type { Clock, Tasks } from '../../src/index.ts';
import type { MemoryState } from './memory-state.ts';

export const tasksOf = (state: MemoryState, clock: Clock): Tasks => ({
  async add(task) {
    const runAt = task.runAt ?? clock.now();
    const twin = [...state.tasks.values()].find(
      ({ name, subjectId, isRunning }) => !isRunning && name === task.name && subjectId === task.subjectId,
    );
    if (twin !== undefined) {
      state.tasks.set(twin.id, { ...twin, runAt: twin.runAt < runAt ? twin.runAt : runAt });
      return;
    }
    const id = Math.max(0, ...state.tasks.keys()) + 1;
    state.tasks.set(id, { ...task, id, runAt, isRunning: false });
  },
});
