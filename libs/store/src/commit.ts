import { StoreUnavailableError } from './errors.ts';
import type { Store } from './store.ts';

/** How long a write and its confirmation may take together, in milliseconds; HAProxy waits for 10 seconds. */
const COMMIT_TIMEOUT_MS = 9000;

/**
 * Runs a write and resolves once the replica has it too, so that the loss of the primary loses nothing that was
 * acknowledged. While the replica is missing, the write is acknowledged without it (see `Replication`).
 *
 * The write is run **again** when the connection changes before the write is confirmed, because it may have reached only
 * a primary that is lost. So it must be safe to repeat, and what makes it so (a random id, a time) is chosen outside.
 *
 * @param write sends all its commands to this store at once; steps that need the reply of another step are a script
 * @returns the result of the last run
 * @throws StoreUnavailableError after 9 seconds; the write may still run later
 */
export async function commit<Result>(store: Store, write: () => Promise<Result>): Promise<Result> {
  const { replication } = store;
  let timedOut = false;

  async function untilConfirmed(): Promise<Result> {
    while (!timedOut) {
      const confirmed = await replication.runAndConfirm(write);
      if (confirmed !== undefined) return confirmed.result;
    }
    throw new StoreUnavailableError('the write timed out');
  }

  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      timedOut = true;
      reject(new StoreUnavailableError(`the store did not confirm within ${COMMIT_TIMEOUT_MS} ms`));
    }, COMMIT_TIMEOUT_MS);
  });
  try {
    const confirmed = untilConfirmed();
    confirmed.catch(() => undefined);
    return await Promise.race([confirmed, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
