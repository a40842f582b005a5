/** The longest wait for a condition. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 10;

/** Resolves when `condition` holds; fails with its words after a while. */
export async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Waited in vain until ${what}`);
    await new Promise(resolve => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
