import type { Storage } from '../platform/storage.ts';

/** Remembers the view from which the player went to the login, because the login ends at the start of the page. */
export interface ReturnPath {
  save(hash: string): void;
  /** Returns the saved fragment and forgets it; undefined if there is none. */
  take(): string | undefined;
}

export function createReturnPath(storage: Storage): ReturnPath {
  return {
    save: (hash) => storage.write(NAME, hash),
    take() {
      const saved = storage.read(NAME);
      storage.write(NAME, null);
      return typeof saved === 'string' && /^#\/./.test(saved) ? saved : undefined;
    },
  };
}

const NAME = 'return-path';
