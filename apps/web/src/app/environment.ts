import type { Feel } from '../game/board/board.ts';
import type { Fetch } from '../platform/api-client.ts';
import type { Storage } from '../platform/storage.ts';

/** What the page takes from the browser that it runs in, and how the player wants it to feel. */
export interface Device extends Feel {
  fetch: Fetch;
  storage: Storage;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}
