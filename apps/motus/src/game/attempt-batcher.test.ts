import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt, AttemptResult } from '@motus/contracts';
import { Registry } from 'prom-client';
import { attemptGroups } from './attempt-batcher.ts';

const attempt = (id: string): Attempt => ({
  player: { id, name: id },
  day: '2026-11-21',
  row: 1,
  word: 'BALLON',
  signs: '------',
  late: false,
});

/**
 * A ledger that answers each attempt with its player's id as the only row of the play, and keeps the groups.
 *
 * @param until what the answer to a group waits for; default: nothing
 */
function ledger(until: (group: string[]) => Promise<void> = async () => undefined) {
  const groups: string[][] = [];
  const append = async (attempts: readonly Attempt[]): Promise<AttemptResult[]> => {
    const group = attempts.map(({ player }) => player.id);
    groups.push(group);
    await until(group);
    return group.map((id) => ({
      outcome: 'accepted',
      repeated: false,
      rows: [id],
    }));
  };
  return { groups, append };
}

test('what arrives in one turn goes as one group, and each attempt gets its own result', async () => {
  const score = ledger();
  const groups = attemptGroups(score, new Registry());
  const results = await Promise.all(['a', 'b', 'c'].map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(score.groups, [['a', 'b', 'c']]);
  assert.deepEqual(
    results.flatMap(({ rows }) => rows),
    ['a', 'b', 'c'],
  );
  await groups.submit(attempt('d'), 'd');
  assert.deepEqual(score.groups[1], ['d']);
});

test('a group is never larger than the ledger takes', async () => {
  const score = ledger();
  const groups = attemptGroups(score, new Registry());
  const ids = Array.from({ length: 66 }, (_, i) => `p${i}`);
  const results = await Promise.all(ids.map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(
    score.groups.map((group) => group.length),
    [32, 32, 2],
  );
  assert.deepEqual(
    results.flatMap(({ rows }) => rows),
    ids,
  );
});

test('when a group cannot be delivered each of its attempts is told so', async () => {
  const groups = attemptGroups({ append: () => Promise.reject(new Error('away')) }, new Registry());
  const results = await Promise.allSettled(['a', 'b'].map((id) => groups.submit(attempt(id), id)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
});

test('what arrives while a group is under way leaves together when that is answered', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answered = Promise.withResolvers<void>();
  const score = ledger(() => answered.promise);
  const groups = attemptGroups(score, new Registry());
  const first = groups.submit(attempt('a'), 'a');
  await turns(3);
  const later = ['b', 'c', 'd'].map(async (id) => {
    await turns(id.charCodeAt(0) - 97);
    return groups.submit(attempt(id), id);
  });
  await turns(5);
  assert.deepEqual(score.groups, [['a']]);
  answered.resolve();
  await first;
  await turns(3);
  t.mock.timers.tick(4);
  await Promise.all(later);
  assert.deepEqual(score.groups, [['a'], ['b', 'c', 'd']]);
});

test('a group that is not answered holds the next back for a moment only', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger(([id]) => (id === 'hangs' ? new Promise(() => undefined) : Promise.resolve()));
  const groups = attemptGroups(score, new Registry());
  void groups.submit(attempt('hangs'), 'hangs');
  await turns(3);
  const next = groups.submit(attempt('b'), 'b');
  await turns(3);
  assert.deepEqual(score.groups, [['hangs']]);
  // Held back so long, and then it gathers.
  t.mock.timers.tick(25);
  t.mock.timers.tick(4);
  await next;
  const last = groups.submit(attempt('c'), 'c');
  await turns(3);
  t.mock.timers.tick(4);
  await last;
  assert.deepEqual(score.groups, [['hangs'], ['b'], ['c']]);
});

test('a group waits for as many as were here together of late', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger();
  const groups = attemptGroups(score, new Registry());
  const submit = (...ids: string[]) => Promise.all(ids.map((id) => groups.submit(attempt(id), id)));
  await submit('a', 'b', 'c');
  const again = [submit('a')];
  await turns(3);
  assert.equal(score.groups.length, 1);
  again.push(submit('b', 'c'));
  await Promise.all(again);
  assert.deepEqual(score.groups, [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});

test('it does not wait for long, and who is alone waits once', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger();
  const groups = attemptGroups(score, new Registry());
  const submit = (...ids: string[]) => Promise.all(ids.map((id) => groups.submit(attempt(id), id)));
  await submit('a', 'b', 'c');
  const alone = submit('d');
  await turns(3);
  assert.equal(score.groups.length, 1);
  t.mock.timers.tick(4);
  await alone;
  await submit('e');
  assert.deepEqual(score.groups.slice(1), [['d'], ['e']]);
});

test('as many as a group takes wait for no answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger(() => new Promise(() => undefined));
  const groups = attemptGroups(score, new Registry());
  void groups.submit(attempt('a'), 'a');
  await turns(3);
  for (let i = 0; i < 33; i += 1) void groups.submit(attempt(`p${i}`), `p${i}`);
  await turns(3);
  assert.deepEqual(
    score.groups.map((group) => group.length),
    [1, 32],
  );
});

test('the sizes of the groups are in the metrics', async () => {
  const metrics = new Registry();
  const groups = attemptGroups(ledger(), metrics);
  await Promise.all(['a', 'b', 'c'].map((id) => groups.submit(attempt(id), id)));
  const text = await metrics.metrics();
  assert.match(text, /^attempt_group_size_count 1$/m);
  assert.match(text, /^attempt_group_size_sum 3$/m);
});

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise(setImmediate);
}
