import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dailyAnswer, dailyAnswers } from './daily-answer.ts';

const words = [
  'AVENIR',
  'BATEAU',
  'CHEVAL',
  'DESSIN',
  'ETOILE',
  'FLEUVE',
  'GATEAU',
  'HUMEUR',
  'INDICE',
  'JARDIN',
];
const key = Buffer.alloc(32, 'a');
const otherKey = Buffer.alloc(32, 'b');

test('uses every answer once before one returns, from any first day on', () => {
  for (const first of ['2026-11-21', '1970-01-01', '1969-12-28', '2024-02-25']) {
    const answers = answersOf(words, key, first, words.length);
    assert.deepEqual(answers.toSorted(), words, first);
  }
});

test('repeats the order once all answers are used', () => {
  const answers = answersOf(words, key, '2026-11-21', words.length * 2);
  assert.deepEqual(answers.slice(words.length), answers.slice(0, words.length));
});

test('the order of a key never changes between releases', () => {
  assert.deepEqual(answersOf(words, key, '2026-11-21', 4), ['ETOILE', 'DESSIN', 'CHEVAL', 'HUMEUR']);
});

test('another key gives another order', () => {
  assert.notDeepEqual(answersOf(words, key, '2026-11-21', 10), answersOf(words, otherKey, '2026-11-21', 10));
});

test('does not depend on the order of the list, and does not modify the list', () => {
  const reversed = words.toReversed();
  const before = [...reversed];
  assert.deepEqual(answersOf(reversed, key, '2026-11-21', 10), answersOf(words, key, '2026-11-21', 10));
  assert.deepEqual(reversed, before);
});

test('dailyAnswer gives the same answer as dailyAnswers', () => {
  assert.equal(dailyAnswer(words, key, '2026-11-21'), dailyAnswers(words, key)('2026-11-21'));
});

test('throws for a key of less than 16 bytes', () => {
  assert.throws(() => dailyAnswers(words, Buffer.alloc(15)), { name: 'RangeError', message: /15 bytes.*16/ });
  assert.doesNotThrow(() => dailyAnswers(words, Buffer.alloc(16)));
});

test('throws for an empty list', () => {
  assert.throws(() => dailyAnswers([], key), RangeError);
});

for (const day of [
  '',
  'today',
  '2026-11-1',
  '2026-13-01',
  '2026-02-30',
  '2025-02-29',
  '2026-11-21T00:00',
  '21/11/2026',
]) {
  test(`throws for ${JSON.stringify(day)}, which is no date`, () => {
    assert.throws(() => dailyAnswer(words, key, day), { name: 'RangeError', message: /2026-11-21/ });
  });
}

test('accepts the 29th of February of a leap year', () => {
  assert.ok(words.includes(dailyAnswer(words, key, '2028-02-29')));
});

/** The answers of consecutive days. */
function answersOf(list: readonly string[], withKey: Uint8Array, first: string, days: number): string[] {
  const answerOf = dailyAnswers(list, withKey);
  return Array.from({ length: days }, (_, i) => {
    const date = new Date(first);
    date.setUTCDate(date.getUTCDate() + i);
    return answerOf(date.toISOString().slice(0, 10));
  });
}
