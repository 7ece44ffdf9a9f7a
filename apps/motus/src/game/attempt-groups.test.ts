import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt, AttemptResult } from '@motus/contracts';
import { attemptGroups } from './attempt-groups.ts';

const attempt = (id: string): Attempt => ({
  player: { id, name: id },
  day: '2026-11-21',
  row: 1,
  word: 'BALLON',
  pattern: Array(6).fill('absent'),
  late: false,
});

/** A ledger that answers each attempt with its player's id as the day of the play, and keeps the groups. */
function ledger() {
  const groups: string[][] = [];
  const append = async (attempts: readonly Attempt[]): Promise<AttemptResult[]> => {
    groups.push(attempts.map(({ player }) => player.id));
    return attempts.map(({ player }) => ({
      outcome: 'accepted',
      repeated: false,
      play: { day: player.id, state: 'playing', rows: [], late: false, points: 0 },
    }));
  };
  return { groups, append };
}

test('what arrives in one turn goes as one group, and each attempt gets its own result', async () => {
  const score = ledger();
  const groups = attemptGroups(score);
  const results = await Promise.all(['a', 'b', 'c'].map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(score.groups, [['a', 'b', 'c']]);
  assert.deepEqual(
    results.map(({ play }) => play.day),
    ['a', 'b', 'c'],
  );
  await groups.submit(attempt('d'), 'd');
  assert.deepEqual(score.groups[1], ['d']);
});

test('a group is never larger than the ledger takes', async () => {
  const score = ledger();
  const groups = attemptGroups(score);
  const ids = Array.from({ length: 130 }, (_, i) => `p${i}`);
  const results = await Promise.all(ids.map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(
    score.groups.map((group) => group.length),
    [64, 64, 2],
  );
  assert.deepEqual(
    results.map(({ play }) => play.day),
    ids,
  );
});

test('when a group cannot be delivered each of its attempts is told so', async () => {
  const groups = attemptGroups({ append: () => Promise.reject(new Error('away')) });
  const results = await Promise.allSettled(['a', 'b'].map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
});
