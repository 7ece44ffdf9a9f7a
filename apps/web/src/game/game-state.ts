import type { Day, GameView, Today } from '@motus/contracts';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Device } from '../app/environment.ts';
import type { Problem } from '../platform/api-client.ts';
import type { Ask } from '../platform/request-retry.ts';
import { texts } from '../ui/texts/texts.ts';
import { type Board, createBoard } from './board/board.ts';
import { keepRows, takeRow } from './draft-storage.ts';
import type { Api } from './game-api.ts';
import { differs, knows, latestOf, playOf, withPlay } from './today-plays.ts';

/** The game on screen: the play of today, or yesterday's unfinished one, on the board where it is played. */
export interface GameState {
  /** The play on screen; null until the server has answered. */
  readonly game: ReadonlySignal<GameView | null>;
  readonly board: Board;
  /** Whether the play on screen is of a day before today. */
  readonly isLate: ReadonlySignal<boolean>;
  /** The play that can be switched to: yesterday's while it is unfinished, or back to today's. */
  readonly other: ReadonlySignal<GameView | null>;
  /** The day that today is at the server; null until it has answered. */
  readonly today: ReadonlySignal<Day | null>;
  readonly nextWordAt: ReadonlySignal<number>;
  /** Milliseconds until the next word, as of the last {@link GameState.tick}. */
  readonly remaining: ReadonlySignal<number>;
  /** Reads the true state, for instance because another device may have played; never loses what is typed. */
  load(): Promise<void>;
  /** Goes on with the row that its owner was writing when the page was left; sends it where that had begun. */
  resume(owner: string): void;
  /** Drops what is known: it was somebody else's. */
  forget(): void;
  switchTo(day: Day): void;
  /** To be called about once a second: the countdown, and the new word when it comes. */
  tick(): void;
}

export interface GameStateOptions extends Device {
  api: Api;
  ask: Ask;
  /** Called when a row was added here, which other tabs do not know yet. */
  onPlayed(): void;
}

export function createGameState(options: GameStateOptions): GameState {
  const { api, ask, storage, now, onPlayed } = options;
  const today = signal<Today | null>(null);
  const chosenDay = signal<Day | null>(null);
  const remaining = signal(0);
  const owner = signal<string | null>(null);
  // The server's clock minus this machine's, which may be wrong by hours.
  let clockOffset = 0;
  let loading = false;
  // Another object for each one to whom the page belongs: answers to what was asked for somebody else count no more.
  let asker = {};
  // The earliest time of the next look for a new word, so that a server in trouble is left in peace.
  let nextLookAt = 0;

  const game = computed(() => today.value && playOf(today.value, chosenDay.value));

  const send = async (word: string) => {
    const play = game.value;
    if (!play) return;
    const attempt = { day: play.day, row: play.rows.length + 1, word };
    const mine = asker;
    const answer = await ask(() => api.attempt(attempt));
    if (mine !== asker) return;
    if (!answer.ok) return refuse(answer.problem, word);
    onPlayed();
    await accept(answer.value);
  };

  const board = createBoard({ ...options, play: game, send });

  keepRows(storage, board, () => ({ owner: owner.value, play: game.value }));

  /** Shows other plays; the row being written starts anew only where its place in them is gone. */
  const show = (next: Today, day: Day | null) => {
    const before = game.value;
    today.value = next;
    chosenDay.value = day;
    const after = playOf(next, day);
    const sameRow = before?.day === after.day && before.rows.length === after.rows.length;
    if (!sameRow) board.rewrite();
  };

  const countDownTo = ({ nextWordAt }: Today) => {
    remaining.value = Math.max(0, nextWordAt - now() - clockOffset);
  };

  const load = async () => {
    if (loading) return;
    loading = true;
    const mine = asker;
    const answer = await ask(
      () => api.today(),
      () => mine === asker,
    );
    if (mine !== asker) return;
    loading = false;
    if (answer.ok) return batch(() => take(answer.value));
    const { problem } = answer;
    if (problem.kind === 'refused') board.say(texts.value.refusal(problem.code, problem.message), 'refusal');
  };

  const take = (answer: Today) => {
    const before = today.value;
    const next = before ? latestOf(before, answer) : answer;
    clockOffset = next.now - now();
    countDownTo(next);
    if (!before || before.game.day === next.game.day) return show(next, chosenDay.value);
    // A play that had begun stays on screen over midnight: it keeps its day.
    const kept = game.value?.day === next.unfinished?.day ? (next.unfinished?.day ?? null) : null;
    show(next, kept);
    board.say(kept ? texts.value.game.keptPlay : texts.value.game.newWord);
  };

  const accept = async (play: GameView) => {
    const known = today.value;
    if (!known) return;
    // The day turned while the answer was under way.
    if (!knows(known, play.day)) return load();
    batch(() => {
      show(withPlay(known, play), chosenDay.value);
      board.reveal();
    });
  };

  const refuse = async (problem: Problem, word: string) => {
    if (problem.kind !== 'refused') return;
    board.refuse(problem, word);
    if (problem.game && differs(problem.game, game.value)) return accept(problem.game);
    if (MOVED_ON.has(problem.code)) await load();
  };

  return {
    game,
    board,
    isLate: computed(() => game.value !== null && game.value.day !== today.value?.game.day),
    other: computed(() => {
      const { game: current, unfinished } = today.value ?? {};
      if (!current || !unfinished) return null;
      if (game.value?.day !== current.day) return current;
      return unfinished.state === 'playing' ? unfinished : null;
    }),
    today: computed(() => today.value?.game.day ?? null),
    nextWordAt: computed(() => today.value?.nextWordAt ?? 0),
    remaining,
    load,
    resume(who) {
      const known = today.value;
      if (!known || owner.value === who) return;
      const plays = known.unfinished ? [known.game, known.unfinished] : [known.game];
      const kept = plays.map((play) => takeRow(storage, who, play)).find(Boolean);
      batch(() => {
        owner.value = who;
        // Whoever was quick enough to type something meanwhile meant that.
        if (!kept || board.draft.value.cells.some(Boolean)) return;
        chosenDay.value = kept.day === known.game.day ? null : kept.day;
        board.rewrite({ cells: kept.cells, cursor: kept.cursor });
      });
      if (kept?.sent) void board.submit();
    },
    forget() {
      asker = {};
      loading = false;
      batch(() => {
        owner.value = null;
        today.value = null;
        chosenDay.value = null;
        board.hush();
      });
    },
    switchTo(day) {
      const known = today.value;
      if (!known || board.sending.value) return;
      batch(() => {
        show(known, day);
        board.hush();
      });
    },
    tick() {
      if (!today.value) return;
      countDownTo(today.value);
      if (remaining.value > 0 || now() < nextLookAt) return;
      nextLookAt = now() + LOOK_AGAIN_MS;
      void load();
    },
  };
}

const LOOK_AGAIN_MS = 5_000;

/** Refusals that mean that the page's idea of the day is out of date. */
const MOVED_ON = new Set(['day_closed', 'play_not_started']);
