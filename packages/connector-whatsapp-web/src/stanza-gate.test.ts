import { EventEmitter } from 'node:events';
import type { BinaryNode } from 'baileys';
import { describe, expect, it } from 'vitest';
import { receipt } from './fixtures/stanzas.ts';
import { holdStanzas } from './stanza-gate.ts';

interface Bench {
  socket: EventEmitter;
  /** What the library got, by id. */
  passed: string[];
  /** Stanzas that are held back now, with the key to each. */
  held: { id: string; release: () => void; fail: (error: Error) => void }[];
  errors: unknown[];
}

function bench(library: (node: BinaryNode) => unknown = () => undefined): Bench {
  const socket = new EventEmitter();
  const world: Bench = { socket, passed: [], held: [], errors: [] };
  socket.on('CB:receipt', (node: BinaryNode) => {
    world.passed.push(node.attrs['id'] ?? '');
    return library(node);
  });
  holdStanzas({
    socket,
    event: 'CB:receipt',
    before: node => new Promise((release, fail) => world.held.push({ id: node.attrs['id'] ?? '', release, fail })),
    onLibraryError: error => world.errors.push(error),
  });
  return world;
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('the gate before the library', () => {
  it('lets a stanza through when it is stored, in the order of arrival (GU-5)', async () => {
    const { socket, passed, held } = bench();
    socket.emit('CB:receipt', receipt({ id: 'A' }));
    socket.emit('CB:receipt', receipt({ id: 'B' }));
    await settled();
    expect(held.map(({ id }) => id)).toEqual(['A']);
    expect(passed).toEqual([]);
    held[0]?.release();
    await settled();
    expect(passed).toEqual(['A']);
    held[1]?.release();
    await settled();
    expect(passed).toEqual(['A', 'B']);
  });

  it('keeps what could not be stored from the library, which would acknowledge it', async () => {
    const { socket, passed, held } = bench();
    socket.emit('CB:receipt', receipt({ id: 'A' }));
    await settled();
    held[0]?.fail(new Error('away'));
    await settled();
    expect(passed).toEqual([]);
  });

  it('reports a failure of the library instead of leaving it unhandled', async () => {
    const { socket, held, errors } = bench(() => Promise.reject(new Error('library')));
    socket.emit('CB:receipt', receipt());
    await settled();
    held[0]?.release();
    await settled();
    expect(errors).toEqual([new Error('library')]);
  });

  it('is loud when the library does not listen where it is expected to', () => {
    const gate = { socket: new EventEmitter(), event: 'CB:receipt', before: () => Promise.resolve(), onLibraryError: () => undefined };
    expect(() => holdStanzas(gate)).toThrow('does not listen to CB:receipt');
  });
});
