import type { Day, GameView } from '@motus/contracts';
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import { type Board, createBoard } from '../game/board/board.ts';
import { saveDraftOnChange, takeDraft } from '../game/draft-storage.ts';
import { differs } from '../game/today-plays.ts';
import type { Retry } from '../platform/request-retry.ts';
import { refusalText } from '../ui/texts/texts.ts';
import type { ArchiveApi } from './archive-api.ts';

/** The play of a past day, with a board of its own. */
export interface ArchiveGame {
  /** Null before the first response. */
  readonly play: ReadonlySignal<GameView | null>;
  readonly board: Board;
  /** Why there is no play, for the player. */
  readonly error: ReadonlySignal<string | null>;
  /** Loads the play, and restores the draft of the last visit. */
  load(): Promise<void>;
}

export interface ArchiveGameOptions extends Device {
  api: ArchiveApi;
  retry: Retry;
  day: Day;
  /** The owner of the play, as in `ownerOf`. */
  owner: string;
  /** Tells whether the owner still uses the page. */
  isOwner(): boolean;
}

export function createArchiveGame(options: ArchiveGameOptions): ArchiveGame {
  const { api, retry, storage, day, owner, isOwner } = options;
  const play = signal<GameView | null>(null);
  const error = signal<string | null>(null);

  const send = async (word: string) => {
    const attempt = { day, row: (play.value?.rows.length ?? 0) + 1, word };
    const result = await retry.write(() => api.attempt(attempt));
    if (result.ok) return show(result.value);
    const { problem } = result;
    if (problem.kind !== 'refused') return;
    board.showRefusal(problem, word);
    if (problem.game && differs(problem.game, play.value)) show(problem.game);
  };

  const board = createBoard({ ...options, play, send });
  saveDraftOnChange(storage, board, () => ({ owner, play: play.value }));

  const show = (next: GameView) => {
    batch(() => {
      play.value = next;
      board.resetDraft();
      board.reveal();
    });
  };

  return {
    play,
    board,
    error,
    async load() {
      const result = await retry.read(() => api.play(day), isOwner);
      if (!result.ok) {
        error.value = refusalText(result.problem);
        return;
      }
      const stored = takeDraft(storage, owner, result.value);
      batch(() => {
        play.value = result.value;
        board.resetDraft(stored && { cells: stored.cells, cursor: stored.cursor });
      });
      if (stored?.sent) void board.submit();
    },
  };
}
