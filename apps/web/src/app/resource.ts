import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../platform/api-client.ts';
import type { Ask } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/refusal-text.ts';

/** Something that a view reads from the server each time it is opened. */
export interface Resource<Key, T> {
  /** What was read last, with the key it belongs to; null before. */
  readonly current: ReadonlySignal<{ readonly key: Key; readonly value: T } | null>;
  /** Why the last reading failed, for the player. */
  readonly error: ReadonlySignal<string | null>;
  open(key: Key): Promise<void>;
  /** Takes what the server has answered to a change; a reading that is under way counts no more. */
  take(key: Key, value: T): void;
  /** Drops what was read: it was another player's, or is gone. */
  forget(): void;
}

export function createResource<Key, T>(ask: Ask, read: (key: Key) => Promise<Answer<T>>): Resource<Key, T> {
  const current = signal<{ key: Key; value: T } | null>(null);
  const error = signal<string | null>(null);
  let latest = 0;
  return {
    current,
    error,
    async open(key) {
      const mine = ++latest;
      const wanted = () => mine === latest;
      const answer = await ask(() => read(key), wanted);
      // Only the newest question counts, in whatever order the answers come.
      if (!wanted()) return;
      error.value = answer.ok ? null : refusalText(answer.problem);
      if (answer.ok) current.value = { key, value: answer.value };
      // What was shown of it is gone, or is no longer for this player.
      else if (answer.problem.kind === 'refused' && current.value?.key === key) current.value = null;
    },
    take(key, value) {
      latest++;
      error.value = null;
      current.value = { key, value };
    },
    forget() {
      latest++;
      error.value = null;
      current.value = null;
    },
  };
}
