/** Answers to a question that is asked again and again, and what became known in between. They may overtake each other. */
export interface AnswersInOrder<Value> {
  /** Undefined: a newer question decides. It throws only where none does. */
  ask: (question: () => Promise<Value>) => Promise<Value | undefined>;
  /** What an event or a person's own action did: answers that are under way may not know of it, so it is done to them too. */
  note: (change: (value: Value) => Value) => void;
}

/** An older answer never takes back what a newer one told, nor what became known after it was asked for. */
export function answersInOrder<Value>(): AnswersInOrder<Value> {
  let asked = 0;
  let answered = 0;
  let pending = 0;
  /** While answers are awaited: each change, and how many questions were asked before it. */
  let changes: { after: number; change: (value: Value) => Value }[] = [];

  return {
    ask: async question => {
      asked += 1;
      pending += 1;
      const own = asked;
      try {
        const answer = await question();
        if (own < answered) return undefined;
        answered = own;
        return changes.filter(({ after }) => after >= own).reduce<Value>((value, { change }) => change(value), answer);
      } catch (error) {
        if (own < asked) return undefined;
        throw error;
      } finally {
        pending -= 1;
        if (pending === 0) changes = [];
      }
    },
    note: change => {
      if (pending > 0) changes.push({ after: asked, change });
    },
  };
}
