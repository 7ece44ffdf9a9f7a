/** Where the page keeps what outlives it, in this browser only. Values are JSON. */
export interface Storage {
  /** What was written under a name; undefined where there is nothing that can be read. */
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

/** The part of the platform's `localStorage` that is needed. */
export type Items = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * Keeps values in the items of `localStorage`.
 *
 * @param items called at each use: where a browser forbids storage, the very property throws, and the page then
 *   works on without a memory
 */
export function createStorage(items: () => Items): Storage {
  return {
    read(name) {
      try {
        return JSON.parse(items().getItem(PREFIX + name) ?? 'null') ?? undefined;
      } catch {
        return undefined;
      }
    },
    write(name, value) {
      try {
        items().setItem(PREFIX + name, JSON.stringify(value));
      } catch {
        // Forbidden or full.
      }
    },
  };
}

const PREFIX = 'motus:';
