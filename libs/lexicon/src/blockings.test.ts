import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Blocking, dealAround } from './blockings.ts';
import { dailyAnswers } from './daily-answer.ts';

const DEALT = ['AMANDE', 'BALLON', 'CARAFE', 'DOMINO', 'ETOILE', 'FUSEAU', 'GIRAFE', 'HUMEUR'];

const blocked = (...words: string[]): Blocking[] => words.map((word) => ({ word, active: true }));

test('without a blocking nothing is moved', () => {
  assert.deepEqual(dealAround(DEALT, []), DEALT);
});

test('a blocked word is never dealt; the last of the deal takes its place, and returns on the last days', () => {
  assert.deepEqual(dealAround(DEALT, blocked('BALLON', 'DOMINO')), [
    ...['AMANDE', 'HUMEUR', 'CARAFE', 'GIRAFE', 'ETOILE', 'FUSEAU'],
    ...['GIRAFE', 'HUMEUR'],
  ]);
});

test('whichever words are blocked, in whatever order, all others are dealt before one returns', () => {
  for (const words of orders(DEALT, 4)) {
    const dealt = dealAround(DEALT, blocked(...words));
    const open = DEALT.filter((word) => !words.includes(word));
    assert.deepEqual(dealt.slice(0, open.length).sort(), open, `${words} → ${dealt}`);
    assert.deepEqual(
      dealt.filter((word) => words.includes(word)),
      [],
      `${words} → ${dealt}`,
    );
  }
});

test('a further blocking changes the day of its word, and none but the last days besides', () => {
  for (const words of orders(DEALT, 4)) {
    const before = dealAround(DEALT, blocked(...words.slice(0, -1)));
    const after = dealAround(DEALT, blocked(...words));
    const lastDays = DEALT.length - words.length;
    const changed = before.slice(0, lastDays).filter((word, i) => word !== after[i]);
    assert.deepEqual(
      changed.filter((word) => word !== words.at(-1)),
      [],
      `${words}: ${before} → ${after}`,
    );
  }
});

test('a lifted blocking gives its word back, at the end of the deal, and moves no other', () => {
  const both = blocked('BALLON', 'DOMINO');
  const lifted = both.map((blocking, i) => (i === 0 ? { ...blocking, active: false } : blocking));
  assert.deepEqual(dealAround(DEALT, lifted), dealAround(DEALT, both).with(7, 'BALLON'));
});

test('a word that is not dealt moves nothing', () => {
  assert.deepEqual(dealAround(DEALT, blocked('ZYGOTE', 'BALLON')), dealAround(DEALT, blocked('BALLON')));
});

test('one word that is left is dealt every day; none is an error', () => {
  const [last = '', ...others] = DEALT;
  assert.deepEqual(dealAround(DEALT, blocked(...others)), Array(8).fill(last));
  assert.throws(() => dealAround(DEALT, blocked(...DEALT)), { name: 'RangeError', message: /blocked/ });
});

test('the answers of the days are dealt around what is blocked, from the key alone', () => {
  const key = Buffer.alloc(32, 7);
  const days = Array.from({ length: 8 }, (_, i) => `2026-11-${21 + i}`);
  const before = days.map((day) => dailyAnswers(DEALT, key)(day));
  const [first = ''] = before;
  const after = days.map((day) => dailyAnswers(DEALT, key)(day, blocked(first)));
  assert.equal(new Set(after).size, 7);
  assert.ok(!after.includes(first));
  assert.equal(before.filter((word, i) => word === after[i]).length, 7);
  assert.deepEqual(
    days.map((day) => dailyAnswers(DEALT.toReversed(), key)(day, blocked(first))),
    after,
  );
});

/** All ways to take some of the words, one after the other. */
function orders(words: readonly string[], count: number): string[][] {
  if (count === 0) return [[]];
  return words.flatMap((word) =>
    orders(
      words.filter((other) => other !== word),
      count - 1,
    ).map((rest) => [word, ...rest]),
  );
}
