import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { BoardEffects } from './board-effects.ts';
import type { GridPlay } from './grid-rows.ts';

/** Reveals the letters of the last row one after the other, each with its cue. */
export interface RowReveal {
  /** The play with the letters revealed so far. */
  readonly visiblePlay: ReadonlySignal<GridPlay | null>;
  readonly revealing: ReadonlySignal<boolean>;
  /** True once a win has been revealed; false for a play that was won before the page opened it. */
  readonly justWon: ReadonlySignal<boolean>;
  /** Reveals the last row. Call it in the same batch as the change of the play. */
  start(): void;
  /** Stops: all letters are visible. */
  stop(): void;
}

export interface RowRevealOptions extends Pick<BoardEffects, 'reducedMotion' | 'onCue'> {
  play: ReadonlySignal<GridPlay | null>;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}

/** The time from one letter to the next. */
const LETTER_MS = 170;

export function createRowReveal({ play, wait, reducedMotion, onCue }: RowRevealOptions): RowReveal {
  const justWon = signal(false);
  // How many letters of the last row are revealed; null for all.
  const revealed = signal<number | null>(null);
  // Identifies the latest animation; an earlier one stops at its next letter.
  let latest = 0;

  const animate = async ({ rows }: GridPlay) => {
    const id = ++latest;
    const pattern = rows.at(-1)?.pattern ?? [];
    for (const [at, mark] of pattern.entries()) {
      revealed.value = at + 1;
      onCue(`reveal-${mark}`);
      // The last letter stays on screen twice as long, before the win or the loss.
      await wait(at + 1 < pattern.length ? LETTER_MS : 2 * LETTER_MS);
      if (id !== latest) return;
    }
    revealed.value = null;
    finish(rows.length);
  };

  const finish = (attempts: number) => {
    if (play.value?.state === 'playing' || play.value?.rows.length !== attempts) return;
    justWon.value = play.value.state === 'won';
    onCue(justWon.value ? 'won' : 'lost');
  };

  return {
    visiblePlay: computed(() => play.value && withRevealed(play.value, revealed.value)),
    revealing: computed(() => revealed.value !== null),
    justWon,
    start() {
      const current = play.value;
      if (!current) return;
      if (reducedMotion()) finish(current.rows.length);
      else void animate(current);
    },
    stop() {
      latest++;
      revealed.value = null;
      justWon.value = false;
    },
  };
}

/** Cuts the pattern of the last row to its revealed letters. */
function withRevealed(play: GridPlay, revealed: number | null): GridPlay {
  const last = play.rows.at(-1);
  if (revealed === null || !last) return play;
  const rows = play.rows.with(-1, { ...last, pattern: last.pattern.slice(0, revealed) });
  return { ...play, rows };
}
