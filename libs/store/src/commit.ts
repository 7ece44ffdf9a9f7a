import { StoreUnavailableError } from './errors.ts';
import type { Store } from './store.ts';

/** How long a write and its confirmation may take together, in milliseconds; HAProxy waits for 10 seconds. */
const COMMIT_WITHIN = 9000;

/**
 * Writes what somebody is going to rely on: resolves once the replica has it as well, so that the loss of the primary
 * loses nothing that was acknowledged. While there is no replica, the primary alone has to do (see `Replication`).
 *
 * The write is run **again** when the connection changed before it was confirmed, since it may have reached only a
 * primary that is no more. So it must be safe to repeat, and what makes it so (a random id, a time) is chosen outside.
 *
 * @param write sends its commands to this store, all of them at once; steps that need the answer of another are a script
 * @returns what the write resolved with, the last time that it was run
 * @throws StoreUnavailableError when it takes more than 9 seconds; it may still run later
 */
export async function commit<Result>(store: Store, write: () => Promise<Result>): Promise<Result> {
  const { replication } = store;
  let late = false;

  async function untilConfirmed(): Promise<Result> {
    while (!late) {
      const done = await replication.attempt(write);
      if (done !== undefined) return done.result;
    }
    throw new StoreUnavailableError('the write was given up');
  }

  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      late = true;
      reject(new StoreUnavailableError(`the store did not confirm within ${COMMIT_WITHIN} ms`));
    }, COMMIT_WITHIN);
  });
  try {
    const confirmed = untilConfirmed();
    confirmed.catch(() => undefined);
    return await Promise.race([confirmed, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
