import type { ApiResult } from './api-client.ts';

/**
 * Sends a request again and again until the server responds. Every request of the page is idempotent.
 *
 * @param send sends the request once
 * @param wanted checked before each further try; if it returns false, the last result (`unreachable`) is returned
 */
export type Retry = <T>(send: () => Promise<ApiResult<T>>, wanted?: () => boolean) => Promise<ApiResult<T>>;

export interface RetryOptions {
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Called after each try: true if the server was unreachable, false if it responded. */
  onConnection(lost: boolean): void;
  /** Called when a request needs a login and there is no session. */
  onLoggedOut(): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

/** Retries with exponential backoff: pauses of 0.5, 1, 2, 4, then 5 seconds each. */
export function createRetry({ wait, onConnection, onLoggedOut }: RetryOptions): Retry {
  return async (send, wanted = () => true) => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const result = await send();
      const lost = !result.ok && result.problem.kind === 'unreachable';
      onConnection(lost);
      if (!result.ok && result.problem.kind === 'logged_out') onLoggedOut();
      if (!lost) return result;
      await wait(pause);
      if (!wanted()) return result;
    }
  };
}
