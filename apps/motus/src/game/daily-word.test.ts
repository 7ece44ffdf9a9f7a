import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { DayRecord } from '@motus/contracts';
import { createDailyWord } from './daily-word.ts';
import { answerSeal } from './sealed-answer.ts';

const KEY = randomBytes(32);
const DAY = '2026-11-21';
const blockings = async () => [];

/** A record that keeps the first answer of each day. */
function records() {
  const kept = new Map<string, string>();
  let asked = 0;
  return {
    kept,
    asked: () => asked,
    async recordDay({ day, sealedAnswer }: DayRecord): Promise<DayRecord> {
      asked++;
      if (!kept.has(day)) kept.set(day, sealedAnswer);
      return { day, sealedAnswer: kept.get(day) ?? '' };
    },
  };
}

test('both twins have one answer, and a changed list does not change a day that is recorded', async () => {
  const score = records();
  const one = createDailyWord({
    recordDay: score.recordDay,
    blockings,
    lexicon: { answers: ['BALLON', 'CARAFE', 'BULBES'] },
    key: KEY,
  });
  const other = createDailyWord({
    recordDay: score.recordDay,
    blockings,
    lexicon: { answers: ['GIRAFE'] },
    key: KEY,
  });
  const answer = await one(DAY);
  assert.equal(await other(DAY), answer);
  assert.equal(await other('2026-11-22'), 'GIRAFE');
  assert.equal(await one('2026-11-22'), 'GIRAFE');
});

test('a blocked word is not picked for a day to come, and stays where it is recorded', async () => {
  const score = records();
  const lexicon = { answers: ['BALLON', 'CARAFE', 'BULBES'] };
  const before = await createDailyWord({ recordDay: score.recordDay, blockings, lexicon, key: KEY })(DAY);
  const blocked = async () => [{ word: before, active: true }];
  assert.equal(
    await createDailyWord({ recordDay: score.recordDay, blockings: blocked, lexicon, key: KEY })(DAY),
    before,
  );
  const elsewhere = createDailyWord({
    recordDay: records().recordDay,
    blockings: blocked,
    lexicon,
    key: KEY,
  });
  assert.notEqual(await elsewhere(DAY), before);
});

test('the record is asked once a day, and again after a failure', async () => {
  const score = records();
  let away = true;
  const recordDay = (record: DayRecord) =>
    away ? Promise.reject(new Error('away')) : score.recordDay(record);
  const daily = createDailyWord({
    recordDay,
    blockings,
    lexicon: { answers: ['BALLON'] },
    key: KEY,
  });
  await assert.rejects(daily(DAY), /away/);
  away = false;
  await Promise.all([daily(DAY), daily(DAY), daily(DAY)]);
  assert.equal(score.asked(), 1);
  // Nor does a look into the archive make it ask again.
  for (const old of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', DAY]) await daily(old);
  for (const old of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', DAY]) await daily(old);
  assert.equal(score.asked(), 5);
});

test('the ledger never sees the answer', async () => {
  const score = records();
  await createDailyWord({
    recordDay: score.recordDay,
    blockings,
    lexicon: { answers: ['BALLON'] },
    key: KEY,
  })(DAY);
  const sealed = score.kept.get(DAY) ?? '';
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /BALLON/i);
  assert.doesNotMatch(sealed, /BALLON/i);
});

test('a seal opens with its key and for its day only', () => {
  const { seal, open } = answerSeal(KEY);
  const sealed = seal(DAY, 'BALLON');
  assert.equal(open(DAY, sealed), 'BALLON');
  assert.notEqual(seal(DAY, 'BALLON'), sealed);
  assert.throws(() => open('2026-11-22', sealed), /does not open/);
  assert.throws(() => answerSeal(randomBytes(32)).open(DAY, sealed), /does not open/);
  assert.throws(() => open(DAY, 'AAAA'), Error);
});
