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
  const started = performance.now();
  const left = () => started + within - performance.now();
  const unwanted = new AbortController();
  const pending = new Set<Promise<Outcome<T>>>();
  let failure: unknown = new Error('there is no address to send to');
  let tried: string[] = [];
  try {
    for (let tries = 0; ; ) {
      if (tries < TRIES && left() > 0) {
        tries += 1;
        pending.add(attempt(await nextAddress()));
      }
      if (pending.size === 0) throw failure;
      const again = tries < TRIES && left() > SILENCE;
      const outcome = await nextOutcome(pending, again ? SILENCE : left());
      if (outcome === undefined) {
        if (again) continue;
        throw new Error(`nobody answered within ${within} ms`);
      }
      pending.delete(outcome.attempt);
      if ('by' in outcome) return { by: outcome.by, answer: outcome.answer };
      failure = outcome.error;
    }
  } finally {
    // Not for nothing: an abort makes an error with its stack, and nearly every request is answered by the first try.
    if (pending.size > 0) unwanted.abort();
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
    const made: Promise<Outcome<T>> = send(by, unwanted.signal).then(
      (answer) => ({ attempt: made, by, answer }),
      (error) => ({ attempt: made, error }),
    );
    return made;
  }
}

type Outcome<T> = { readonly attempt: Promise<Outcome<T>> } & (
  | { readonly by: string; readonly answer: T }
  | { readonly error: unknown }
);

/** What comes first; undefined after so many milliseconds without any. */
function nextOutcome<T>(
  pending: ReadonlySet<Promise<Outcome<T>>>,
  patience: number,
): Promise<Outcome<T> | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, patience, undefined);
    for (const attempt of pending) {
      attempt.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    }
  });
}
