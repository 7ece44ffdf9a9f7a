import { setTimeout as wait } from 'node:timers/promises';

/** How many times one request is sent at most. */
const MAX_TRIES = 4;

/** After so much silence a second copy of the request goes out, in milliseconds. */
const HEDGE_DELAY_MS = 1500;

/** The pause before an address is tried again that has just failed, in milliseconds. */
const RETRY_DELAY_MS = 50;

/** Why a copy of the request is sent: it is the first one, or the copy before has failed, or is silent. */
export type CopyReason = 'first' | 'failure' | 'silence';

/**
 * Sends a request to several addresses until one answers: to the next address at once when one fails, and also to the
 * next one when one is silent (a hedged request). The first response counts; the other copies are aborted.
 *
 * @param addresses called before each try, since they may change; the preferred address first
 * @param timeoutMs milliseconds for all tries together
 * @param send sends one copy; its signal aborts once another copy was answered
 * @returns the first response and the address that it came from
 * @throws the last failure when all tries failed
 * @see https://research.google/pubs/the-tail-at-scale/ on hedged requests
 */
export async function hedgedRequest<T>(
  addresses: () => Promise<readonly string[]>,
  timeoutMs: number,
  send: (address: string, signal: AbortSignal, copy: CopyReason) => Promise<T>,
): Promise<{ address: string; response: T }> {
  const started = performance.now();
  const timeLeft = () => started + timeoutMs - performance.now();
  const abort = new AbortController();
  const pending = new Set<Promise<Outcome<T>>>();
  let failure: unknown = new Error('there is no address to send to');
  let tried: string[] = [];
  try {
    let reason: CopyReason = 'first';
    for (let tries = 0; ; ) {
      if (tries < MAX_TRIES && timeLeft() > 0) {
        pending.add(startTry(await nextAddress(), reason));
        tries += 1;
      }
      if (pending.size === 0) throw failure;
      const mayHedge = tries < MAX_TRIES && timeLeft() > HEDGE_DELAY_MS;
      const outcome = await nextOutcome(pending, mayHedge ? HEDGE_DELAY_MS : timeLeft());
      if (outcome === undefined) {
        reason = 'silence';
        if (mayHedge) continue;
        throw new Error(`no response within ${timeoutMs} ms`);
      }
      pending.delete(outcome.attempt);
      if ('response' in outcome) return { address: outcome.address, response: outcome.response };
      failure = outcome.error;
      reason = 'failure';
    }
  } finally {
    // Only when needed: an abort creates an error with a stack, and nearly every request is answered by its first try.
    if (pending.size > 0) abort.abort();
  }

  /** An address that was not tried yet; when all were, the preferred one again. */
  async function nextAddress(): Promise<string> {
    const known = await addresses();
    const untried = known.find((address) => !tried.includes(address));
    const [first = ''] = known;
    if (untried === undefined) {
      tried = [];
      if (pending.size === 0) await wait(RETRY_DELAY_MS);
    }
    tried.push(untried ?? first);
    return untried ?? first;
  }

  function startTry(address: string, reason: CopyReason): Promise<Outcome<T>> {
    const attempt: Promise<Outcome<T>> = send(address, abort.signal, reason).then(
      (response) => ({ attempt, address, response }),
      (error) => ({ attempt, error }),
    );
    return attempt;
  }
}

/** How one copy of the request ended, with its own promise so that it can be taken off the pending ones. */
type Outcome<T> = { readonly attempt: Promise<Outcome<T>> } & (
  | { readonly address: string; readonly response: T }
  | { readonly error: unknown }
);

/** The first pending copy to end; undefined when none ends within the time, in milliseconds. */
function nextOutcome<T>(
  pending: ReadonlySet<Promise<Outcome<T>>>,
  timeoutMs: number,
): Promise<Outcome<T> | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, timeoutMs, undefined);
    for (const attempt of pending) {
      attempt.then((outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    }
  });
}
