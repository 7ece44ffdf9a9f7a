import type { Day, GameView, Today } from '@motus/contracts';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import type { Retry } from '../platform/request-retry.ts';
import { type Board, createBoard } from './board/board.ts';
import { type Countdown, createCountdown } from './countdown.ts';
import { saveDraftOnChange, takeDraft } from './draft-storage.ts';
import type { GameApi } from './game-api.ts';
import { createGameSync, type GameSync } from './game-sync.ts';
import { createShownPlay, type ShownPlay } from './shown-play.ts';

/** The daily game: today's play, or yesterday's unfinished one, on its board. */
export interface GameState
  extends Pick<ShownPlay, 'play' | 'isLate' | 'otherPlay'>,
    Pick<Countdown, 'nextWordAt' | 'remaining'> {
  /** The play on screen; null before the first response. */
  readonly play: ReadonlySignal<GameView | null>;
  readonly board: Board;
  /** Today's date at the server; null before the first response. */
  readonly today: ReadonlySignal<Day | null>;
  /** Loads the plays again, for instance because another device may have played. The draft is kept. */
  load(): Promise<void>;
  /** Restores the draft of a visitor's last visit, and sends its word if that was in flight. */
  restoreDraft(owner: string): void;
  /** Drops everything: it belongs to another visitor. */
  clear(): void;
  switchTo(day: Day): void;
  /** Updates the countdown, and loads the new word when it is due. Call it about once a second. */
  tick(): void;
}

export interface GameStateOptions extends Device {
  api: GameApi;
  retry: Retry;
  /** Called after a row was added on this page, so that other tabs can load it. */
  onPlayed(): void;
}

export function createGameState(options: GameStateOptions): GameState {
  const { storage, now } = options;
  const owner = signal<string | null>(null);
  const shown = createShownPlay();
  const { play, isLate, otherPlay } = shown;
  const board = createBoard({ ...options, play, send: (word) => sync.send(word) });
  const show = (today: Today, day: Day | null) => {
    if (shown.show(today, day)) board.resetDraft();
  };
  const countdown = createCountdown({ today: shown.today, now, onElapsed: () => void sync.load() });
  const sync: GameSync = createGameSync({ ...options, shown, board, countdown, show });
  saveDraftOnChange(storage, board, () => ({ owner: owner.value, play: play.value }));

  return {
    play,
    isLate,
    otherPlay,
    board,
    today: computed(() => shown.today.value?.game.day ?? null),
    nextWordAt: countdown.nextWordAt,
    remaining: countdown.remaining,
    load: sync.load,
    restoreDraft(visitor) {
      const today = shown.today.value;
      if (!today || owner.value === visitor) return;
      const plays = today.unfinished ? [today.game, today.unfinished] : [today.game];
      const stored = plays.map((each) => takeDraft(storage, visitor, each)).find(Boolean);
      batch(() => {
        owner.value = visitor;
        // Letters typed since the page opened take precedence.
        if (!stored || board.draft.value.cells.some(Boolean)) return;
        shown.choose(stored.day === today.game.day ? null : stored.day);
        board.resetDraft({ cells: stored.cells, cursor: stored.cursor });
      });
      if (stored?.sent) void board.submit();
    },
    clear() {
      sync.reset();
      batch(() => {
        owner.value = null;
        shown.clear();
        board.reset();
      });
    },
    switchTo(day) {
      const today = shown.today.value;
      if (!today || board.sending.value) return;
      batch(() => {
        show(today, day);
        board.clearMessages();
      });
    },
    tick: countdown.tick,
  };
}
