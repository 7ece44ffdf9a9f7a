import type { Day, GameView } from '@motus/contracts';
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import { type Board, createBoard } from '../game/board/board.ts';
import { keepRows, takeRow } from '../game/draft-storage.ts';
import { differs } from '../game/today-plays.ts';
import type { Ask } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/refusal-text.ts';
import type { ArchiveApi } from './archive-api.ts';

/** The play of one past day, on a board of its own. */
export interface ArchiveGame {
  /** Null until the server has answered. */
  readonly play: ReadonlySignal<GameView | null>;
  readonly board: Board;
  /** Why there is no play, for the player. */
  readonly error: ReadonlySignal<string | null>;
  /** Reads the play, and goes on with the row that was being written when the page was left. */
  open(): Promise<void>;
}

export interface ArchiveGameOptions extends Device {
  api: ArchiveApi;
  ask: Ask;
  day: Day;
  /** Who plays. */
  owner: string;
}

export function createArchiveGame(options: ArchiveGameOptions): ArchiveGame {
  const { api, ask, storage, day, owner } = options;
  const play = signal<GameView | null>(null);
  const error = signal<string | null>(null);

  const send = async (word: string) => {
    const attempt = { day, row: (play.value?.rows.length ?? 0) + 1, word };
    const answer = await ask(() => api.attempt(attempt));
    if (answer.ok) return accept(answer.value);
    const { problem } = answer;
    if (problem.kind !== 'refused') return;
    board.refuse(problem, word);
    if (problem.game && differs(problem.game, play.value)) accept(problem.game);
  };

  const board = createBoard({ ...options, play, send });
  keepRows(storage, board, () => ({ owner, play: play.value }));

  const accept = (next: GameView) => {
    batch(() => {
      play.value = next;
      board.rewrite();
      board.reveal();
    });
  };

  return {
    play,
    board,
    error,
    async open() {
      const answer = await ask(() => api.play(day));
      if (!answer.ok) {
        error.value = refusalText(answer.problem);
        return;
      }
      const kept = takeRow(storage, owner, answer.value);
      batch(() => {
        play.value = answer.value;
        board.rewrite(kept && { cells: kept.cells, cursor: kept.cursor });
      });
      if (kept?.sent) void board.submit();
    },
  };
}
