import type { ApiResult } from './api-client.ts';

/** Sends a request again and again until the server responds. Every request of the page is idempotent. */
export interface Retry {
  /**
   * Repeats a request that only reads.
   *
   * @param send sends the request once
   * @param wanted checked after each try and each pause; if it returns false, the result is `abandoned`
   */
  read<T>(send: () => Promise<ApiResult<T>>, wanted?: () => boolean): Promise<ApiResult<T>>;
  /**
   * Repeats a request that changes something, for the visitor who began it. Cookies say on whose behalf a request is
   * made, and another tab can change them: so before each further try the server is asked who the visitor is.
   *
   * @param send sends the request once
   * @returns `abandoned` if another visitor uses the page now: the request is not repeated, a response is not for them
   */
  write<T>(send: () => Promise<ApiResult<T>>): Promise<ApiResult<T>>;
}

export interface RetryOptions {
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Called after each try: true if the server was unreachable, false if it responded. */
  onConnection(lost: boolean): void;
  /** Called when a response shows that the page does not know the current visitor. */
  onVisitorUnknown(): void;
  /** Returns the visitor whom the page knows; null if it knows none. */
  visitor(): string | null;
  /** Asks the server once who the visitor is. */
  readVisitor(): Promise<ApiResult<string>>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;
const ABANDONED: ApiResult<never> = { ok: false, problem: { kind: 'abandoned' } };

/** Retries with exponential backoff: pauses of 0.5, 1, 2, 4, then 5 seconds each. */
export function createRetry(options: RetryOptions): Retry {
  const { wait, onConnection, onVisitorUnknown, visitor, readVisitor } = options;

  const read: Retry['read'] = async (send, wanted = () => true) => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const result = await send();
      const lost = !result.ok && result.problem.kind === 'unreachable';
      onConnection(lost);
      if (!result.ok && result.problem.kind === 'logged_out') onVisitorUnknown();
      if (!lost) return wanted() ? result : ABANDONED;
      await wait(pause);
      if (!wanted()) return ABANDONED;
    }
  };

  return {
    read,
    async write(send) {
      const sender = visitor();
      const isSender = () => visitor() === sender;
      let repeated = false;
      return read(async () => {
        if (repeated) {
          const current = await readVisitor();
          if (!current.ok) return current;
          if (current.value !== sender) onVisitorUnknown();
          if (current.value !== sender || !isSender()) return ABANDONED;
        }
        repeated = true;
        return send();
      }, isSender);
    },
  };
}
