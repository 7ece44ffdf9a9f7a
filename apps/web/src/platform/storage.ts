/** Values that outlive the page, as JSON, in this browser only. */
export interface Storage {
  /** Returns what was written under a name; undefined if there is nothing, or nothing readable. */
  read(name: string): unknown;
  write(name: string, value: unknown): void;
}

/** The part of the platform's `localStorage` that is needed. */
export type Items = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/**
 * Stores values in `localStorage`.
 *
 * @param items returns `localStorage`; called at each use, because reading the property throws if the browser forbids
 *   storage. The page then works without it
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
