import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPractice, type PracticeOptions } from './practice-state.ts';
import type { PracticeWords, WordLength } from './practice-words.ts';
import { pack, unpack } from './word-list.ts';

const listOf = (...words: string[]) => unpack(pack(words), words[0]?.length ?? 6);

const WORDS: Record<number, PracticeWords> = {
  6: { answers: listOf('BULBES', 'JAMBES'), valid: listOf('BALLES', 'BALLON', 'BULBES', 'JAMBES') },
  7: { answers: listOf('BALLONS'), valid: listOf('BALLONS', 'BULBEUX') },
};

/** Opens practice in a tab; two tabs of a browser share the same memory. */
function opened(memory = new Map<string, unknown>(), more: Partial<PracticeOptions> = {}) {
  const practice = createPractice({
    load: async (length) => WORDS[length],
    storage: {
      read: (name) => structuredClone(memory.get(name)),
      write: (name, value) => void memory.set(name, value),
    },
    random: () => 0,
    now: () => 1000,
    ...more,
  });
  return { practice, memory };
}

const wordsOf = ({ play }: ReturnType<typeof createPractice>) => play.value?.rows.map(({ word }) => word);

test('starts with a word of which only length and first letter are visible', async () => {
  const { practice } = opened();
  assert.equal(practice.play.value, null);
  await practice.open(6);
  assert.deepEqual(practice.play.value, { length: 6, firstLetter: 'B', state: 'playing', rows: [] });
});

test('judges words by the rules of the game', async () => {
  const { practice } = opened();
  await practice.open(6);
  assert.equal(practice.attempt('BALLONS'), 'word_length');
  assert.equal(practice.attempt('JAMBES'), 'word_first_letter');
  assert.equal(practice.attempt('BZZZZZ'), 'word_unknown');
  assert.deepEqual(wordsOf(practice), []);
  assert.equal(practice.attempt('BALLON'), undefined);
  assert.deepEqual(practice.play.value?.rows[0]?.pattern, [
    'correct',
    'absent',
    'correct',
    'absent',
    'absent',
    'absent',
  ]);
});

test('counts a win, shows its answer, and accepts no more words', async () => {
  const { practice } = opened();
  await practice.open(6);
  practice.attempt('BALLON');
  assert.equal(practice.attempt('BULBES'), undefined);
  assert.equal(practice.play.value?.answer, 'BULBES');
  assert.deepEqual(practice.tally.value, { wins: [0, 1, 0, 0, 0, 0], losses: 0 });
  assert.equal(practice.attempt('BALLON'), 'row_conflict');
  assert.deepEqual(wordsOf(practice), ['BALLON', 'BULBES']);
});

test('deals another word next', async () => {
  const { practice } = opened();
  await practice.open(6);
  practice.next();
  assert.equal(practice.play.value?.firstLetter, 'J');
});

test('continues each length where it stopped, also after a reload', async () => {
  const { practice, memory } = opened();
  await practice.open(6);
  practice.attempt('BALLON');
  await practice.open(7);
  practice.attempt('BULBEUX');
  const { practice: reloaded } = opened(memory);
  assert.equal(reloaded.length.value, 7);
  await reloaded.open(7);
  assert.deepEqual(wordsOf(reloaded), ['BULBEUX']);
  await reloaded.open(6);
  assert.deepEqual(wordsOf(reloaded), ['BALLON']);
});

test('shows the play of another tab before it accepts the next word', async () => {
  const { practice: here, memory } = opened();
  const { practice: there } = opened(memory);
  await here.open(6);
  await there.open(6);
  there.attempt('BALLON');
  assert.equal(here.attempt('BALLES'), 'row_conflict');
  assert.deepEqual(wordsOf(here), ['BALLON']);
  assert.equal(here.attempt('BALLES'), undefined);
  assert.deepEqual(wordsOf(here), ['BALLON', 'BALLES']);
});

test('works without storage', async () => {
  const { practice } = opened(undefined, { storage: { read: () => undefined, write() {} } });
  await practice.open(6);
  practice.attempt('BALLON');
  practice.attempt('BALLES');
  assert.deepEqual(wordsOf(practice), ['BALLON', 'BALLES']);
  practice.next();
  assert.equal(practice.play.value?.firstLetter, 'J');
});

test('reports that the words are missing, and loads them when opened again', async () => {
  const answers: (PracticeWords | undefined)[] = [undefined, WORDS[6]];
  const { practice } = opened(undefined, { load: async () => answers.shift() });
  await practice.open(6);
  assert.equal(practice.unavailable.value, true);
  assert.equal(wordsOf(practice), undefined);
  await practice.open(6);
  assert.equal(practice.unavailable.value, false);
  assert.equal(practice.play.value?.firstLetter, 'B');
});

test('opens the length requested last, in whatever order the words arrive', async () => {
  const waiting = new Map<WordLength, () => void>();
  const { practice } = opened(undefined, {
    load: (length) => new Promise((resolve) => waiting.set(length, () => resolve(WORDS[length]))),
  });
  const six = practice.open(6);
  const seven = practice.open(7);
  waiting.get(7)?.();
  waiting.get(6)?.();
  await Promise.all([six, seven]);
  assert.equal(practice.play.value?.length, 7);
  assert.equal(practice.attempt('BULBEUX'), undefined);
});
