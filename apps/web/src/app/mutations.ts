import { type ReadonlySignal, signal } from '@preact/signals';
import type { ApiResult } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/texts.ts';

/** Requests of a view that change something on the server, one at a time. */
export interface Mutations {
  readonly pending: ReadonlySignal<boolean>;
  /** Why the last mutation was refused, for the player. */
  readonly refusal: ReadonlySignal<string | null>;
  /**
   * Sends a mutation until the server responds.
   *
   * @param onSuccess receives the value of the response
   * @returns false if the server refused it, or if another one is pending
   */
  run<T>(send: () => Promise<ApiResult<T>>, onSuccess: (value: T) => unknown): Promise<boolean>;
  /** Drops the refusal, for instance because the player opened another view. */
  clear(): void;
}

export function createMutations(retry: Retry): Mutations {
  const pending = signal(false);
  const refusal = signal<string | null>(null);
  return {
    pending,
    refusal,
    async run(send, onSuccess) {
      if (pending.value) return false;
      pending.value = true;
      refusal.value = null;
      const result = await retry.write(send);
      pending.value = false;
      if (result.ok) await onSuccess(result.value);
      else refusal.value = refusalText(result.problem);
      return result.ok;
    },
    clear() {
      refusal.value = null;
    },
  };
}
