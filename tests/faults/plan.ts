/** Which sends die where: seeded, so that a failure can be played again. */

/** `account: transaction 4` of `inside account: transaction 4`. */
export const callOf = (place: string): string => place.slice(place.indexOf(' ') + 1);

/** Calls that every dry run made, each with its places (before, inside, after), in the order of the first run. */
export function callsOf(dryRuns: readonly (readonly string[])[]): Map<string, string[]> {
  const [first = [], ...others] = dryRuns.map(run => new Set(run));
  const common = [...first].filter(place => others.every(run => run.has(place)));
  return Map.groupBy(common, callOf);
}

/** The block in the timeline is brought up to date after each step; the third time dies as the second does. */
export function withoutThirdUpdate(calls: ReadonlyMap<string, string[]>): Map<string, string[]> {
  const names = [...calls.keys()];
  const end = names.indexOf('activity lane: release 2');
  return new Map([...calls].filter(([name], index) => end === -1 || index <= end || !/^(activity lane|sync-activity):/.test(name)));
}

/**
 * One list of places per round; a list holds each boundary once. `split`: a boundary is a call, and its kills take turns at its places;
 * otherwise every place is a boundary of its own.
 */
export function roundsOf(calls: ReadonlyMap<string, readonly string[]>, options: { rounds: number; split: boolean; seed: number }): string[][] {
  const random = mulberry32(options.seed);
  return Array.from({ length: options.rounds }, (_, round) => {
    const places = [...calls.values()].flatMap(list => (options.split ? list.slice(round % list.length, (round % list.length) + 1) : list));
    return shuffled(places, random).toSorted((a, b) => Number(isInside(a)) - Number(isInside(b)));
  });
}

/** They come last: PostgreSQL ends a transaction that idles for 10 s. */
const isInside = (place: string): boolean => place.startsWith('inside ');

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map(item => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

/** Small, well mixed, and the same everywhere. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
