/** Pushes of the server: what changed is read again. */

/** Calls `listener` for every push and, after a broken connection, once without one: anything may have changed meanwhile. */
export const listen = <Push>(path: string, listener: (push: Push | undefined) => void): void => {
  const source = new EventSource(path);
  const notice = document.getElementById('connection');
  let wasLost = false;
  source.addEventListener('open', () => {
    if (notice !== null) notice.hidden = true;
    if (wasLost) listener(undefined);
    wasLost = false;
  });
  source.addEventListener('error', () => {
    wasLost = true;
    if (notice !== null) notice.hidden = false;
  });
  source.addEventListener('message', event => listener(JSON.parse(String(event.data)) as Push));
};

/** Runs `work` again and again as asked, never twice at once; what is asked for meanwhile is one more run. */
export const oneAtATime = (work: () => Promise<void>): (() => void) => {
  let isRunning = false;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    if (isRunning) {
      isAskedAgain = true;
      return;
    }
    isRunning = true;
    try {
      do {
        isAskedAgain = false;
        await work();
      } while (isAskedAgain);
    } finally {
      isRunning = false;
    }
  };
  return () => void run();
};
