/** Tasks that wait (RE-44). */
import { describe, expect, it } from 'vitest';
import type { NewTask } from '../../src/index.ts';
import type { StorageBench } from './storage-bench.ts';

export function tasks(bench: StorageBench): void {
  const { inPortal } = bench;

  describe('tasks', () => {
    const task = (subjectId: string, fields: Partial<NewTask> = {}): NewTask => ({
      name: 'sync-activity',
      laneKey: 'activity:1',
      subjectId,
      ...fields,
    });
    const add = (...tasks: NewTask[]) =>
      inPortal(async tx => {
        for (const one of tasks) await tx.tasks.add(one);
      });
    const subjects = async () => (await bench.harness.waiting(bench.portalId)).map(one => one.subjectId);

    it('stand in the order in which they were added', async () => {
      await add(task('a'), task('b'), task('c', { name: 'publish-message' }));
      expect(await subjects()).toEqual(['a', 'b', 'c']);
    });

    it('that wait for the same work are one (RE-44)', async () => {
      await add(task('a'));
      await Promise.all(Array.from({ length: 10 }, () => add(task('a'))));
      expect(await subjects()).toEqual(['a']);
    });

    it('of another name or subject are other work', async () => {
      await add(task('a'), task('b'), task('a', { name: 'publish-message' }));
      expect(await subjects()).toEqual(['a', 'b', 'a']);
    });

    it('that have begun do not stand for news that came later', async () => {
      await add(task('a'));
      await bench.harness.beginTask(bench.portalId, 'activity:1');
      expect(await subjects()).toEqual([]);
      await add(task('a'), task('a'));
      expect(await subjects()).toEqual(['a']);
    });
  });
}
