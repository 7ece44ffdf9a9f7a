import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyBlockings, type Blocking } from './blockings.ts';
import { dailyAnswers } from './daily-answer.ts';

const ORDER = ['AMANDE', 'BALLON', 'CARAFE', 'DOMINO', 'ETOILE', 'FUSEAU', 'GIRAFE', 'HUMEUR'];

const blocked = (...words: string[]): Blocking[] => words.map((word) => ({ word, active: true }));

test('keeps the order without blockings', () => {
  assert.deepEqual(applyBlockings(ORDER, []), ORDER);
});

test('replaces a blocked word by the last word of the order, which returns on the last days', () => {
  assert.deepEqual(applyBlockings(ORDER, blocked('BALLON', 'DOMINO')), [
    ...['AMANDE', 'HUMEUR', 'CARAFE', 'GIRAFE', 'ETOILE', 'FUSEAU'],
    ...['GIRAFE', 'HUMEUR'],
  ]);
});

test('uses all words that are not blocked before one returns, whichever are blocked, in any order', () => {
  for (const words of orders(ORDER, 4)) {
    const answers = applyBlockings(ORDER, blocked(...words));
    const open = ORDER.filter((word) => !words.includes(word));
    assert.deepEqual(answers.slice(0, open.length).sort(), open, `${words} → ${answers}`);
    assert.deepEqual(
      answers.filter((word) => words.includes(word)),
      [],
      `${words} → ${answers}`,
    );
  }
});

test('another blocking changes only the day of its word and the last days', () => {
  for (const words of orders(ORDER, 4)) {
    const before = applyBlockings(ORDER, blocked(...words.slice(0, -1)));
    const after = applyBlockings(ORDER, blocked(...words));
    const lastDays = ORDER.length - words.length;
    const changed = before.slice(0, lastDays).filter((word, i) => word !== after[i]);
    assert.deepEqual(
      changed.filter((word) => word !== words.at(-1)),
      [],
      `${words}: ${before} → ${after}`,
    );
  }
});

test('a lifted blocking returns its word at the end of the order, and moves no other word', () => {
  const both = blocked('BALLON', 'DOMINO');
  const lifted = both.map((blocking, i) => (i === 0 ? { ...blocking, active: false } : blocking));
  assert.deepEqual(applyBlockings(ORDER, lifted), applyBlockings(ORDER, both).with(7, 'BALLON'));
});

test('ignores a blocked word that is not in the order', () => {
  assert.deepEqual(
    applyBlockings(ORDER, blocked('ZYGOTE', 'BALLON')),
    applyBlockings(ORDER, blocked('BALLON')),
  );
});

test('uses the only open word every day, and throws when there is none', () => {
  const [last = '', ...others] = ORDER;
  assert.deepEqual(applyBlockings(ORDER, blocked(...others)), Array(8).fill(last));
  assert.throws(() => applyBlockings(ORDER, blocked(...ORDER)), { name: 'RangeError', message: /blocked/ });
});

test('applies blockings to the answers of the days, whatever the order of the list', () => {
  const key = Buffer.alloc(32, 7);
  const days = Array.from({ length: 8 }, (_, i) => `2026-11-${21 + i}`);
  const before = days.map((day) => dailyAnswers(ORDER, key)(day));
  const [first = ''] = before;
  const after = days.map((day) => dailyAnswers(ORDER, key)(day, blocked(first)));
  assert.equal(new Set(after).size, 7);
  assert.ok(!after.includes(first));
  assert.equal(before.filter((word, i) => word === after[i]).length, 7);
  assert.deepEqual(
    days.map((day) => dailyAnswers(ORDER.toReversed(), key)(day, blocked(first))),
    after,
  );
});

/** All ordered selections of so many words. */
function orders(words: readonly string[], count: number): string[][] {
  if (count === 0) return [[]];
  return words.flatMap((word) =>
    orders(
      words.filter((other) => other !== word),
      count - 1,
    ).map((rest) => [word, ...rest]),
  );
}
