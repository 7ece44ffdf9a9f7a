import { setTimeout as wait } from 'node:timers/promises';

/** The most times that one request is sent. */
const TRIES = 4;

/**
 * After so much silence the request goes out once more, in milliseconds. The third time is then later than HAProxy
 * needs to notice an instance that hangs, so that it does not go there.
 */
const SILENCE = 1500;

/** Before an address is tried again that has just refused, in milliseconds. */
const PAUSE = 50;

/**
 * Sends the same request by one address after the other until one answers: by the next at once when one fails, and as
 * well by the next when one is silent. The first answer counts; the others are given up.
 *
 * @param addresses asked before each try, as they may change: the best first
 * @param within milliseconds for all of it
 * @param send its signal is aborted once the answer is not wanted any more
 * @throws the last failure when all failed
 */
export async function firstAnswer<T>(
  addresses: () => Promise<readonly string[]>,
  within: number,
  send: (address: string, signal: AbortSignal) => Promise<T>,
): Promise<{ by: string; answer: T }> {
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(within)]);
  const pending = new Set<Promise<Outcome<T>>>();
  let failure: unknown = new Error('there is no address to send to');
  let tried: string[] = [];
  try {
    for (let tries = 0; ; ) {
      if (tries < TRIES && !signal.aborted) {
        tries += 1;
        pending.add(attempt(await nextAddress()));
      }
      if (pending.size === 0) throw failure;
      const outcome = await nextOutcome(pending, tries < TRIES);
      if (outcome === undefined) continue;
      if ('by' in outcome) return { by: outcome.by, answer: outcome.answer };
      pending.delete(outcome.attempt);
      failure = outcome.error;
    }
  } finally {
    over.abort();
  }

  /** One that was not tried yet; when all were, the first again. */
  async function nextAddress(): Promise<string> {
    const known = await addresses();
    const fresh = known.find((address) => !tried.includes(address));
    const [first = ''] = known;
    if (fresh === undefined) {
      tried = [];
      if (pending.size === 0) await wait(PAUSE);
    }
    tried.push(fresh ?? first);
    return fresh ?? first;
  }

  function attempt(by: string): Promise<Outcome<T>> {
    const made: Promise<Outcome<T>> = send(by, signal).then(
      (answer) => ({ by, answer }),
      (error) => ({ attempt: made, error }),
    );
    return made;
  }
}

type Outcome<T> =
  | { readonly by: string; readonly answer: T }
  | { readonly attempt: Promise<Outcome<T>>; readonly error: unknown };

/** What comes first; undefined when there was silence for too long, and something can be done about it. */
async function nextOutcome<T>(
  pending: Set<Promise<Outcome<T>>>,
  impatient: boolean,
): Promise<Outcome<T> | undefined> {
  if (!impatient) return Promise.race(pending);
  const timer = new AbortController();
  const silence = wait(SILENCE, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([...pending, silence]);
  } finally {
    timer.abort();
  }
}
