import type { Day, GameView, Mark, Today } from '@motus/contracts';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Api, Problem } from '../api.ts';
import { texts } from '../texts.ts';
import { lettersOf } from '../wording/letters.ts';
import type { Ask } from './asking.ts';
import { type Draft, emptyDraft, eraseLetter, typeLetter, wordOf } from './draft.ts';
import { type GridRow, gridRows } from './grid.ts';
import { hintsOf, letterMarks } from './marks.ts';
import { knows, latestOf, playOf, withPlay } from './plays.ts';

/** What the line under the grid says. A new object each time, so that the same words twice are heard twice. */
export interface Message {
  readonly text: string;
  readonly tone: 'note' | 'refusal';
}

/** The game on screen: the play of today, or yesterday's unfinished one, and the row being written. */
export interface GameState {
  /** The play on screen; null until the server has answered. */
  readonly game: ReadonlySignal<GameView | null>;
  /** Whether the play on screen is of a day before today. */
  readonly isLate: ReadonlySignal<boolean>;
  /** The play that can be switched to: yesterday's while it is unfinished, or back to today's. */
  readonly other: ReadonlySignal<GameView | null>;
  readonly rows: ReadonlySignal<readonly GridRow[]>;
  readonly letters: ReadonlySignal<ReadonlyMap<string, Mark>>;
  readonly message: ReadonlySignal<Message | null>;
  /** The sentence of the row that was answered last, for those who listen. */
  readonly announcement: ReadonlySignal<string>;
  readonly sending: ReadonlySignal<boolean>;
  readonly nextWordAt: ReadonlySignal<number>;
  /** Milliseconds until the next word, as of the last {@link GameState.tick}. */
  readonly remaining: ReadonlySignal<number>;
  /** Reads the true state, for instance because another device may have played; never loses what is typed. */
  load(): Promise<void>;
  /** Drops what is known: it was another player's. */
  forget(): void;
  /** Writes a text into the row; accents are welcome, what is no letter is ignored. */
  type(text: string): void;
  erase(): void;
  /** Sends the word of the row, again and again until it is answered. */
  submit(): Promise<void>;
  switchTo(day: Day): void;
  /** To be called about once a second: the countdown, and the new word when it comes. */
  tick(): void;
}

export interface GameStateOptions {
  api: Api;
  ask: Ask;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
}

export function createGameState({ api, ask, now }: GameStateOptions): GameState {
  const today = signal<Today | null>(null);
  const chosenDay = signal<Day | null>(null);
  const draft = signal<Draft>(emptyDraft(0));
  const message = signal<Message | null>(null);
  const announcement = signal('');
  const sending = signal(false);
  const remaining = signal(0);
  // The server's clock minus this machine's, which may be wrong by hours.
  let clockOffset = 0;
  let loading = false;
  // The earliest time of the next look for a new word, so that a server in trouble is left in peace.
  let nextLookAt = 0;

  const game = computed(() => today.value && playOf(today.value, chosenDay.value));
  const hints = computed(() => (game.value ? hintsOf(game.value) : []));

  const say = (text: string, tone: Message['tone'] = 'note') => {
    message.value = { text, tone };
  };

  const edit = (change: (draft: Draft) => Draft) => {
    if (sending.value || game.value?.state !== 'playing') return;
    draft.value = change(draft.value);
    message.value = null;
  };

  /** Shows other plays; the row being written starts anew only where its place in them is gone. */
  const show = (next: Today, day: Day | null) => {
    const before = game.value;
    batch(() => {
      today.value = next;
      chosenDay.value = day;
      const after = playOf(next, day);
      if (before?.day !== after.day || before.rows.length !== after.rows.length) {
        draft.value = emptyDraft(after.length);
      }
    });
  };

  const countDownTo = ({ nextWordAt }: Today) => {
    remaining.value = Math.max(0, nextWordAt - now() - clockOffset);
  };

  const load = async () => {
    if (loading) return;
    loading = true;
    const answer = await ask(() => api.today());
    loading = false;
    if (!answer.ok) {
      if (answer.problem.kind === 'refused') say(answer.problem.message, 'refusal');
      return;
    }
    const before = today.value;
    const next = before ? latestOf(before, answer.value) : answer.value;
    clockOffset = next.now - now();
    countDownTo(next);
    if (!before || before.game.day === next.game.day) return show(next, chosenDay.value);
    // A play that had begun stays on screen over midnight: it keeps its day.
    const kept = game.value?.day === next.unfinished?.day ? (next.unfinished?.day ?? null) : null;
    show(next, kept);
    say(kept ? texts.game.keptPlay : texts.game.newWord);
  };

  const accept = async (play: GameView) => {
    if (!today.value) return;
    // The day turned while the answer was under way.
    if (!knows(today.value, play.day)) return load();
    show(withPlay(today.value, play), chosenDay.value);
    const last = gridRows(play, draft.value, [])[play.rows.length - 1];
    announcement.value = last?.sentence ?? '';
  };

  const refuse = async (problem: Problem) => {
    if (problem.kind !== 'refused') return;
    say(problem.message, 'refusal');
    if (problem.game) return accept(problem.game);
    if (MOVED_ON.has(problem.code)) await load();
  };

  return {
    game,
    isLate: computed(() => game.value !== null && game.value.day !== today.value?.game.day),
    other: computed(() => {
      const { game: current, unfinished } = today.value ?? {};
      if (!current || !unfinished) return null;
      if (game.value?.day !== current.day) return current;
      return unfinished.state === 'playing' ? unfinished : null;
    }),
    rows: computed(() => (game.value ? gridRows(game.value, draft.value, hints.value) : [])),
    letters: computed(() => (game.value ? letterMarks(game.value) : new Map())),
    message,
    announcement,
    sending,
    nextWordAt: computed(() => today.value?.nextWordAt ?? 0),
    remaining,
    load,
    forget() {
      batch(() => {
        today.value = null;
        chosenDay.value = null;
        message.value = null;
        announcement.value = '';
      });
    },
    type(text) {
      for (const letter of lettersOf(text)) edit((row) => typeLetter(row, hints.value, letter));
    },
    erase: () => edit(eraseLetter),
    async submit() {
      const play = game.value;
      if (sending.value || play?.state !== 'playing') return;
      const word = wordOf(draft.value, hints.value);
      if (word === null) return say(texts.game.incomplete(play.length), 'refusal');
      sending.value = true;
      message.value = null;
      const attempt = { day: play.day, row: play.rows.length + 1, word };
      const answer = await ask(() => api.attempt(attempt));
      sending.value = false;
      if (answer.ok) await accept(answer.value);
      else await refuse(answer.problem);
    },
    switchTo(day) {
      if (!today.value || sending.value) return;
      show(today.value, day);
      message.value = null;
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
