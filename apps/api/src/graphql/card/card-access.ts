/** Who may read a card, as Bitrix24 says. A "yes" holds for some minutes: a thousand sockets that come back must not ask it a thousand times (RE-44). */
import { cardKey, isRefusal, type Caller, type CardContent, type CardRef, type Crm, type Refusal } from '@olchat/domain';
import { ShortCache } from '../short-cache.ts';

const KEPT_MS = 5 * 60_000;

export class CardAccess {
  readonly #crm: Crm;
  readonly #answers = new ShortCache<Refusal | null>({ keptMs: KEPT_MS, size: 10_000 });

  constructor(crm: Crm) {
    this.#crm = crm;
  }

  /** Reads the card itself; never from memory. */
  async read(caller: Caller, card: CardRef): Promise<CardContent | Refusal> {
    const content = await this.#crm.readCard(caller.portalId, caller.employeeId, card);
    if (!isRefusal(content)) await this.#answers.get(key(caller, card), async () => null);
    return content;
  }

  /** Null: the caller may read it. */
  refusal(caller: Caller, card: CardRef): Promise<Refusal | null> {
    const ask = async (): Promise<Refusal | null> => {
      const content = await this.#crm.readCard(caller.portalId, caller.employeeId, card);
      return isRefusal(content) ? content : null;
    };
    return this.#answers.get(key(caller, card), ask, answer => answer === null);
  }
}

const key = (caller: Caller, card: CardRef): string => `${caller.portalId}:${caller.employeeId}:${cardKey(card)}`;
