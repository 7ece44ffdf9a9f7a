import { type ReadonlySignal, signal } from '@preact/signals';
import type { ApiResult } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/texts.ts';

/** Data that a view loads from the server each time it opens. */
export interface Resource<Key, T> {
  /** The data loaded last, with its key; null before. */
  readonly current: ReadonlySignal<{ readonly key: Key; readonly value: T } | null>;
  /** Why the last load failed, for the player. */
  readonly error: ReadonlySignal<string | null>;
  load(key: Key): Promise<void>;
  /** Replaces the data, for instance with the response to a mutation; a load that is pending is ignored. */
  set(key: Key, value: T): void;
  /** Drops the data: it belongs to another player, or is gone. */
  clear(): void;
}

export function createResource<Key, T>(
  retry: Retry,
  read: (key: Key) => Promise<ApiResult<T>>,
): Resource<Key, T> {
  const current = signal<{ key: Key; value: T } | null>(null);
  const error = signal<string | null>(null);
  let latest = 0;
  const replace = (next: { key: Key; value: T } | null) => {
    latest++;
    error.value = null;
    current.value = next;
  };
  return {
    current,
    error,
    async load(key) {
      const id = ++latest;
      const wanted = () => id === latest;
      const result = await retry.read(() => read(key), wanted);
      // Only the latest load counts: responses may arrive in another order.
      if (!wanted()) return;
      error.value = result.ok ? null : refusalText(result.problem);
      if (result.ok) current.value = { key, value: result.value };
      // The data on screen is gone, or no longer visible to this player.
      else if (result.problem.kind === 'refused' && current.value?.key === key) current.value = null;
    },
    set: (key, value) => replace({ key, value }),
    clear: () => replace(null),
  };
}
