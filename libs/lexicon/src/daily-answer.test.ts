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

test('every answer comes once before one returns, whatever the first day', () => {
  for (const first of ['2026-11-21', '1970-01-01', '1969-12-28', '2024-02-25']) {
    const dealt = deal(words, key, first, words.length);
    assert.deepEqual(dealt.toSorted(), words, first);
  }
});

test('the order repeats once all are used', () => {
  const dealt = deal(words, key, '2026-11-21', words.length * 2);
  assert.deepEqual(dealt.slice(words.length), dealt.slice(0, words.length));
});

test('the deal of a key never changes: every release names the same word on the same day', () => {
  assert.deepEqual(deal(words, key, '2026-11-21', 4), ['ETOILE', 'DESSIN', 'CHEVAL', 'HUMEUR']);
});

test('another key deals in another order', () => {
  assert.notDeepEqual(deal(words, key, '2026-11-21', 10), deal(words, otherKey, '2026-11-21', 10));
});

test('the order of the list has no influence, and the list is left as it was', () => {
  const reversed = words.toReversed();
  const before = [...reversed];
  assert.deepEqual(deal(reversed, key, '2026-11-21', 10), deal(words, key, '2026-11-21', 10));
  assert.deepEqual(reversed, before);
});

test('one day asked by itself has the same answer', () => {
  assert.equal(dailyAnswer(words, key, '2026-11-21'), dailyAnswers(words, key)('2026-11-21'));
});

test('a key under 16 bytes is refused', () => {
  assert.throws(() => dailyAnswers(words, Buffer.alloc(15)), { name: 'RangeError', message: /15 bytes.*16/ });
  assert.doesNotThrow(() => dailyAnswers(words, Buffer.alloc(16)));
});

test('an empty list is refused', () => {
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
  test(`${JSON.stringify(day)} is no day`, () => {
    assert.throws(() => dailyAnswer(words, key, day), { name: 'RangeError', message: /2026-11-21/ });
  });
}

test('the 29th of February is a day of a leap year', () => {
  assert.ok(words.includes(dailyAnswer(words, key, '2028-02-29')));
});

/** The answers of so many days in a row. */
function deal(list: readonly string[], withKey: Uint8Array, first: string, days: number): string[] {
  const answerOf = dailyAnswers(list, withKey);
  return Array.from({ length: days }, (_, i) => {
    const date = new Date(first);
    date.setUTCDate(date.getUTCDate() + i);
    return answerOf(date.toISOString().slice(0, 10));
  });
}
