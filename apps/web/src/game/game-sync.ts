import type { Day, GameView, Today } from '@motus/contracts';
import { batch } from '@preact/signals';
import type { Problem } from '../platform/api-client.ts';
import type { Retry } from '../platform/request-retry.ts';
import { texts } from '../ui/texts/texts.ts';
import type { Board } from './board/board.ts';
import type { Countdown } from './countdown.ts';
import type { GameApi } from './game-api.ts';
import { gameTexts } from './game-texts.ts';
import type { ShownPlay } from './shown-play.ts';
import { differs, hasPlayOf, mergeToday, withPlay } from './today-plays.ts';

/** Sends attempts, loads the plays, and shows the responses on the board. */
export interface GameSync {
  load(): Promise<void>;
  /** Sends a word as the next row of the play on screen. */
  send(word: string): Promise<void>;
  /** Ignores the responses to all requests so far: they belong to the previous visitor. */
  reset(): void;
}

export interface GameSyncOptions {
  api: GameApi;
  retry: Retry;
  shown: ShownPlay;
  board: Board;
  countdown: Countdown;
  /** Shows a play; the draft is kept if its place in the play still exists. */
  show(today: Today, day: Day | null): void;
  /** Called after a row was added on this page. */
  onPlayed(): void;
}

export function createGameSync(options: GameSyncOptions): GameSync {
  const { api, retry, shown, board, show, onPlayed } = options;
  // Replaced when the visitor changes.
  let visitor = {};
  let loading = false;

  const load = async () => {
    if (loading) return;
    loading = true;
    const requester = visitor;
    const result = await retry.read(
      () => api.today(),
      () => requester === visitor,
    );
    if (requester !== visitor) return;
    loading = false;
    if (result.ok) return batch(() => showToday(options, result.value));
    const { problem } = result;
    if (problem.kind === 'refused') {
      board.showMessage(texts.value.refusal(problem.code, problem.message), 'refusal');
    }
  };

  const showPlay = async (play: GameView) => {
    const known = shown.today.value;
    if (!known) return;
    // The day changed while the request was pending.
    if (!hasPlayOf(known, play.day)) return load();
    batch(() => {
      show(withPlay(known, play), shown.chosenDay.value);
      board.reveal();
    });
  };

  const showRefusal = async (problem: Problem, word: string) => {
    if (problem.kind !== 'refused') return;
    board.showRefusal(problem, word);
    if (problem.game && differs(problem.game, shown.play.value)) return showPlay(problem.game);
    if (DAY_CHANGED.has(problem.code)) await load();
  };

  return {
    load,
    async send(word) {
      const play = shown.play.value;
      if (!play) return;
      const attempt = { day: play.day, row: play.rows.length + 1, word };
      const requester = visitor;
      const result = await retry.write(() => api.attempt(attempt));
      if (requester !== visitor) return;
      if (!result.ok) return showRefusal(result.problem, word);
      onPlayed();
      await showPlay(result.value);
    },
    reset() {
      visitor = {};
      loading = false;
    },
  };
}

function showToday({ shown, board, countdown, show }: GameSyncOptions, response: Today): void {
  const before = shown.today.value;
  const next = before ? mergeToday(before, response) : response;
  countdown.sync(next);
  if (!before || before.game.day === next.game.day) {
    show(next, shown.chosenDay.value);
    return;
  }
  // A play that has begun stays on screen after midnight: it keeps its day.
  const keptDay = shown.play.value?.day === next.unfinished?.day ? (next.unfinished?.day ?? null) : null;
  show(next, keptDay);
  board.showMessage(keptDay ? gameTexts.value.game.keptPlay : gameTexts.value.game.newWord);
}

/** Refusals because the page shows a day that is over. */
const DAY_CHANGED = new Set(['day_closed', 'play_not_started']);
