import type { Day, GameView, Today } from '@motus/contracts';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { playOf } from './today-plays.ts';

/** The plays of today and yesterday, and which of them is on screen. */
export interface ShownPlay {
  /** The last response of the server; null before the first. */
  readonly today: ReadonlySignal<Today | null>;
  /** The day that the player chose; null for today. */
  readonly chosenDay: ReadonlySignal<Day | null>;
  /** The play on screen. */
  readonly play: ReadonlySignal<GameView | null>;
  readonly isLate: ReadonlySignal<boolean>;
  /** The play that the player can switch to: yesterday's while it is unfinished, or back to today's. */
  readonly otherPlay: ReadonlySignal<GameView | null>;
  /** Shows a play. @returns whether its next row is another one than before, so that the draft has no place in it */
  show(today: Today, day: Day | null): boolean;
  choose(day: Day | null): void;
  clear(): void;
}

export function createShownPlay(): ShownPlay {
  const today = signal<Today | null>(null);
  const chosenDay = signal<Day | null>(null);
  const play = computed(() => today.value && playOf(today.value, chosenDay.value));
  return {
    today,
    chosenDay,
    play,
    isLate: computed(() => play.value !== null && play.value.day !== today.value?.game.day),
    otherPlay: computed(() => {
      const { game: current, unfinished } = today.value ?? {};
      if (!current || !unfinished) return null;
      if (play.value?.day !== current.day) return current;
      return unfinished.state === 'playing' ? unfinished : null;
    }),
    show(next, day) {
      const before = play.value;
      today.value = next;
      chosenDay.value = day;
      const after = playOf(next, day);
      return before?.day !== after.day || before.rows.length !== after.rows.length;
    },
    choose(day) {
      chosenDay.value = day;
    },
    clear() {
      today.value = null;
      chosenDay.value = null;
    },
  };
}
