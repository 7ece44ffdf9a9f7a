import { type Refusal, refusal } from '@motus/game';
import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Storage } from '../platform/storage.ts';
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

/** Practice by word length. It needs no server: words and rules are on the page, and no play is ranked. */
export interface PracticeState {
  /** The current length, or that of the last visit. */
  readonly length: ReadonlySignal<WordLength>;
  /** The play on screen; null until the words are loaded. */
  readonly play: ReadonlySignal<PracticePlay | null>;
  /** For this length: the wins in 1, 2, … attempts, and the losses. */
  readonly tally: ReadonlySignal<Pick<Progress, 'wins' | 'losses'>>;
  /** True if loading the words failed; `open` tries again. */
  readonly unavailable: ReadonlySignal<boolean>;
  /** Continues the play of a length, or starts the first one. */
  open(length: WordLength): Promise<void>;
  /** Starts the next word. */
  next(): void;
  /**
   * Plays a word.
   *
   * @param word A-Z
   * @returns why it was refused, or undefined; `row_conflict` if another tab has continued the play, which is then shown
   */
  attempt(word: string): Refusal | 'row_conflict' | undefined;
}

export interface PracticeOptions {
  load(length: WordLength): Promise<PracticeWords | undefined>;
  storage: Storage;
  /** Returns a number from 0 (included) to 1 (excluded). */
  random(): number;
  /** Returns the time, in milliseconds since the Unix epoch. */
  now(): number;
}

export function createPractice({ load, storage, random, now }: PracticeOptions): PracticeState {
  const storedLength = storage.read(LENGTH);
  const length = signal<WordLength>(WORD_LENGTHS.find((each) => each === storedLength) ?? 6);
  const words = signal<PracticeWords | null>(null);
  const progress = signal<Progress>(noProgress);
  const unavailable = signal(false);

  /** Reads the stored progress, because other tabs change it too. */
  const latest = () => readProgress(storage.read(storageName(length.value)), length.value) ?? progress.value;

  const save = (next: Progress) => {
    progress.value = next;
    storage.write(storageName(length.value), next);
  };

  const next = () => {
    if (words.value) save(deal(latest(), words.value.answers, random));
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
      // Another length was opened meanwhile.
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
      const play = playOf(current);
      if (!isSameRow(current, shown) || !words.value || play?.state !== 'playing') return 'row_conflict';
      const { length: letters, firstLetter } = play;
      const refused = refusal(word, { length: letters, firstLetter, isValid: words.value.valid.has });
      if (!refused) save(withRow(current, word, now()));
      return refused;
    },
  };
}

/** Tells whether the next row is still the same. */
function isSameRow(a: Progress, b: Progress): boolean {
  return a.dealt.length === b.dealt.length && a.rows.length === b.rows.length;
}

const LENGTH = 'practice-length';
const storageName = (length: WordLength) => `practice-${length}`;
