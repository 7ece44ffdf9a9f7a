import { type Refusal, refusal } from '@motus/game';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  deal,
  noProgress,
  type PracticePlay,
  type Progress,
  playOf,
  readProgress,
  withRow,
} from './practice-play.ts';
import { type PracticeWords, WORD_LENGTHS, type WordLength } from './practice-words.ts';

/** Practice without end, by length of word. It needs no server: words and rules are here, and nothing of it counts. */
export interface PracticeState {
  /** The length that is played, or was last. */
  readonly length: ReadonlySignal<WordLength>;
  /** The play on screen; null until the words have come. */
  readonly play: ReadonlySignal<PracticePlay | null>;
  /** Of the words of this length: how many were won in 1, 2, … attempts, and how many were lost. */
  readonly tally: ReadonlySignal<Pick<Progress, 'wins' | 'losses'>>;
  /** True when the words could not be loaded; opening again tries again. */
  readonly unavailable: ReadonlySignal<boolean>;
  /** Goes on with the play of that length, or begins the first one. */
  open(length: WordLength): Promise<void>;
  /** Gives another word. */
  next(): void;
  /**
   * Plays a word.
   *
   * @param word A-Z
   * @returns why it was refused, or undefined; `row_conflict` when another tab went on with the play, which is then shown
   */
  attempt(word: string): Refusal | 'row_conflict' | undefined;
}

export interface PracticeOptions {
  load(length: WordLength): Promise<PracticeWords | undefined>;
  /** Where progress is kept; it may forget. */
  storage: { read(name: string): unknown; write(name: string, value: unknown): void };
  /** From 0 to 1, without 1. */
  random(): number;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
}

export function createPractice({ load, storage, random, now }: PracticeOptions): PracticeState {
  const keptLength = storage.read(LENGTH);
  const length = signal<WordLength>(WORD_LENGTHS.find((each) => each === keptLength) ?? 6);
  const words = signal<PracticeWords | null>(null);
  const progress = signal<Progress>(noProgress);
  const unavailable = signal(false);

  /** Progress as it is now: other tabs write it too. */
  const latest = () => readProgress(storage.read(nameOf(length.value)), length.value) ?? progress.value;

  const keep = (next: Progress) => {
    progress.value = next;
    storage.write(nameOf(length.value), next);
  };

  const next = () => {
    if (words.value) keep(deal(latest(), words.value.answers, random));
  };

  return {
    length,
    play: computed(() => (words.value ? playOf(progress.value) : null)),
    tally: computed(() => ({ wins: progress.value.wins, losses: progress.value.losses })),
    unavailable,
    async open(wanted) {
      batch(() => {
        if (length.value !== wanted) {
          words.value = null;
          progress.value = noProgress;
        }
        length.value = wanted;
        unavailable.value = false;
      });
      storage.write(LENGTH, wanted);
      const loaded = words.value ?? (await load(wanted));
      // Another length was asked for meanwhile.
      if (length.value !== wanted) return;
      batch(() => {
        words.value = loaded ?? null;
        unavailable.value = !loaded;
        progress.value = latest();
        if (progress.value.dealt.length === 0) next();
      });
    },
    next,
    attempt(word) {
      const shown = progress.value;
      const current = latest();
      progress.value = current;
      if (current.dealt.length !== shown.dealt.length || current.rows.length !== shown.rows.length) {
        return 'row_conflict';
      }
      const play = playOf(current);
      if (!play || !words.value || play.state !== 'playing') return 'row_conflict';
      const { valid } = words.value;
      const rules = { length: play.length, firstLetter: play.firstLetter, isValid: valid.has };
      const refused = refusal(word, rules);
      if (!refused) keep(withRow(current, word, now()));
      return refused;
    },
  };
}

const LENGTH = 'practice-length';
const nameOf = (length: WordLength) => `practice-${length}`;
