import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { DayRecord } from '@motus/contracts';
import { createDailyWord } from './daily-word.ts';
import { answerSeal } from './sealed-answer.ts';

const KEY = randomBytes(32);
const DAY = '2026-11-21';
const readBlockings = async () => ({ blockings: [] });

/** The records of a ledger: the first answer of each day counts. */
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

test('gives both twins the recorded answer, also after the word list has changed', async () => {
  const score = records();
  const one = createDailyWord({
    recordDay: score.recordDay,
    readBlockings,
    lexicon: { answers: ['BALLON', 'CARAFE', 'BULBES'] },
    key: KEY,
  });
  const other = createDailyWord({
    recordDay: score.recordDay,
    readBlockings,
    lexicon: { answers: ['GIRAFE'] },
    key: KEY,
  });
  const answer = await one(DAY);
  assert.equal(await other(DAY), answer);
  assert.equal(await other('2026-11-22'), 'GIRAFE');
  assert.equal(await one('2026-11-22'), 'GIRAFE');
});

test('does not pick a blocked word, but keeps it where it is recorded', async () => {
  const score = records();
  const lexicon = { answers: ['BALLON', 'CARAFE', 'BULBES'] };
  const before = await createDailyWord({ recordDay: score.recordDay, readBlockings, lexicon, key: KEY })(DAY);
  const blocked = async () => ({ blockings: [{ word: before, active: true }] });
  assert.equal(
    await createDailyWord({ recordDay: score.recordDay, readBlockings: blocked, lexicon, key: KEY })(DAY),
    before,
  );
  const elsewhere = createDailyWord({
    recordDay: records().recordDay,
    readBlockings: blocked,
    lexicon,
    key: KEY,
  });
  assert.notEqual(await elsewhere(DAY), before);
});

test('calls the choice of a day void if its word is blocked, and only then', async () => {
  const { seal } = answerSeal(KEY);
  const choice = seal(DAY, 'CARAFE');
  const voidChoices: (string | undefined)[] = [];
  const recordDay = async ({ voidChoice, ...record }: DayRecord & { voidChoice?: string }) => {
    voidChoices.push(voidChoice);
    return record;
  };
  const lexicon = { answers: ['BALLON', 'GIRAFE', 'BULBES'] };
  for (const [word, active] of [
    ['CARAFE', true],
    ['CARAFE', false],
    ['GIRAFE', true],
  ] as const) {
    const readBlocked = async () => ({ blockings: [{ word, active }], choice });
    await createDailyWord({ recordDay, readBlockings: readBlocked, lexicon, key: KEY })(DAY);
  }
  assert.deepEqual(voidChoices, [choice, undefined, undefined]);
});

test('reads the record of a day once, and again after a failure', async () => {
  const score = records();
  let away = true;
  const recordDay = (record: DayRecord) =>
    away ? Promise.reject(new Error('away')) : score.recordDay(record);
  const daily = createDailyWord({
    recordDay,
    readBlockings,
    lexicon: { answers: ['BALLON'] },
    key: KEY,
  });
  await assert.rejects(daily(DAY), /away/);
  away = false;
  await Promise.all([daily(DAY), daily(DAY), daily(DAY)]);
  assert.equal(score.asked(), 1);
  // Days of the archive do not displace the current one.
  for (const old of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', DAY]) await daily(old);
  for (const old of ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', DAY]) await daily(old);
  assert.equal(score.asked(), 5);
});

test('records the answer sealed', async () => {
  const score = records();
  await createDailyWord({
    recordDay: score.recordDay,
    readBlockings,
    lexicon: { answers: ['BALLON'] },
    key: KEY,
  })(DAY);
  const sealed = score.kept.get(DAY) ?? '';
  assert.doesNotMatch(Buffer.from(sealed, 'base64url').toString('latin1'), /BALLON/i);
  assert.doesNotMatch(sealed, /BALLON/i);
});

test('opens a seal only with its key and for its day', () => {
  const { seal, open } = answerSeal(KEY);
  const sealed = seal(DAY, 'BALLON');
  assert.equal(open(DAY, sealed), 'BALLON');
  assert.notEqual(seal(DAY, 'BALLON'), sealed);
  assert.throws(() => open('2026-11-22', sealed), /does not open/);
  assert.throws(() => answerSeal(randomBytes(32)).open(DAY, sealed), /does not open/);
  assert.throws(() => open(DAY, 'AAAA'), Error);
});
