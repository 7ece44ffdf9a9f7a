import type { Answer } from './api-client.ts';

/**
 * Sends a request until it is answered. Every request of the page is safe to repeat.
 *
 * @param send one try
 * @param wanted asked before each further try; once it says no, the last answer (`unreachable`) is returned
 */
export type Ask = <T>(send: () => Promise<Answer<T>>, wanted?: () => boolean) => Promise<Answer<T>>;

export interface AskOptions {
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
  /** Called with true at each try that got no answer and with false at each that got one. */
  onConnection(lost: boolean): void;
  /** Called when a request needs somebody who is logged in, and nobody is. */
  onLoggedOut(): void;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 5_000;

export function createAsk({ wait, onConnection, onLoggedOut }: AskOptions): Ask {
  return async (send, wanted = () => true) => {
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const answer = await send();
      const lost = !answer.ok && answer.problem.kind === 'unreachable';
      onConnection(lost);
      if (!answer.ok && answer.problem.kind === 'logged_out') onLoggedOut();
      if (!lost) return answer;
      await wait(pause);
      if (!wanted()) return answer;
    }
  };
}
