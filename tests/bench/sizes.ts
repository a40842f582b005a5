/** How much is measured; `npm run bench -- --sockets 5000`. */
import { parseArgs } from 'node:util';

export interface Sizes {
  /** Every variant is measured once per round, in turn, so that load on the machine meets all of them. */
  rounds: number;
  /** Messages per variant and round. */
  messages: number;
  /** Receipts per variant and round. */
  receipts: number;
  /** Idle subscriptions, each on a socket of its own. */
  sockets: number;
}

const DEFAULTS: Sizes = { rounds: 5, messages: 200, receipts: 20, sockets: 2000 };
/** RE-54: an account's queue takes no more, and nobody empties it while sends are counted. */
const MOST_MESSAGES = 900;

export function readSizes(args: string[]): Sizes {
  const option = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { rounds: option, messages: option, receipts: option, sockets: option } });
  const size = (name: keyof Sizes): number => {
    const number = Number(values[name] ?? DEFAULTS[name]);
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} is a number from 1`);
    return number;
  };
  const sizes = { rounds: size('rounds'), messages: size('messages'), receipts: size('receipts'), sockets: size('sockets') };
  if (sizes.messages > MOST_MESSAGES)
    throw new Error(`--messages is at most ${MOST_MESSAGES}: more do not fit into the queue of an account`);
  return sizes;
}
