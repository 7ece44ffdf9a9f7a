import type { Today } from '@motus/contracts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';

/** Counts down to the next word, by the server's clock. */
export interface Countdown {
  /** The time of the next word, in milliseconds since the Unix epoch; 0 if it is not known. */
  readonly nextWordAt: ReadonlySignal<number>;
  /** Milliseconds until the next word, as of the last {@link Countdown.tick}. */
  readonly remaining: ReadonlySignal<number>;
  /** Adopts the server's clock. */
  sync(today: Today): void;
  /** Call it about once a second. */
  tick(): void;
}

export interface CountdownOptions {
  today: ReadonlySignal<Today | null>;
  /** Returns the time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Called when the next word is due, and again every few seconds until it has arrived. */
  onElapsed(): void;
}

/** Limits the requests to a server that does not have the next word yet. */
const CHECK_AGAIN_MS = 5_000;

export function createCountdown({ today, now, onElapsed }: CountdownOptions): Countdown {
  const remaining = signal(0);
  // The server's clock minus this device's, which may be wrong by hours.
  let clockOffset = 0;
  let nextCheckAt = 0;
  const update = ({ nextWordAt }: Today) => {
    remaining.value = Math.max(0, nextWordAt - now() - clockOffset);
  };
  return {
    nextWordAt: computed(() => today.value?.nextWordAt ?? 0),
    remaining,
    sync(next) {
      clockOffset = next.now - now();
      update(next);
    },
    tick() {
      if (!today.value) return;
      update(today.value);
      if (remaining.value > 0 || now() < nextCheckAt) return;
      nextCheckAt = now() + CHECK_AGAIN_MS;
      onElapsed();
    },
  };
}
