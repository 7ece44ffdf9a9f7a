import type { Storage } from '../platform/storage.ts';

/** The view from which somebody went to log in: the login leads away from the page, and back to its beginning. */
export interface WayBack {
  keep(hash: string): void;
  /** The fragment that was kept, once; undefined where there is none. */
  take(): string | undefined;
}

export function createWayBack(storage: Storage): WayBack {
  return {
    keep: (hash) => storage.write(NAME, hash),
    take() {
      const kept = storage.read(NAME);
      storage.write(NAME, null);
      return typeof kept === 'string' && /^#\/./.test(kept) ? kept : undefined;
    },
  };
}

const NAME = 'way-back';
