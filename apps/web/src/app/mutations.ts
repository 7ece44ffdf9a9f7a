import { type ReadonlySignal, signal } from '@preact/signals';
import type { Answer } from '../platform/api-client.ts';
import type { Ask } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/refusal-text.ts';

/** Changes that a view asks the server for, one at a time. */
export interface Changes {
  readonly underWay: ReadonlySignal<boolean>;
  /** Why the last change was refused, for the player. */
  readonly refusal: ReadonlySignal<string | null>;
  /** Sends a change until it is answered; false where it was refused, or where another one is under way. */
  make<T>(send: () => Promise<Answer<T>>, then: (value: T) => unknown): Promise<boolean>;
  /** Drops the refusal: the player is elsewhere. */
  forget(): void;
}

export function createChanges(ask: Ask): Changes {
  const underWay = signal(false);
  const refusal = signal<string | null>(null);
  return {
    underWay,
    refusal,
    async make(send, then) {
      if (underWay.value) return false;
      underWay.value = true;
      refusal.value = null;
      const answer = await ask(send);
      underWay.value = false;
      if (answer.ok) await then(answer.value);
      else refusal.value = refusalText(answer.problem);
      return answer.ok;
    },
    forget() {
      refusal.value = null;
    },
  };
}
