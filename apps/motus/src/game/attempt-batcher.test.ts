import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt, AttemptResult } from '@motus/contracts';
import { tryAgain } from '@motus/service';
import { Registry } from 'prom-client';
import { AttemptBatcher, BATCH_DELAY_MS, MAX_IN_FLIGHT_MS } from './attempt-batcher.ts';

const attempt = (id: string): Attempt => ({
  player: { id, name: id },
  day: '2026-11-21',
  row: 1,
  word: 'BALLON',
  encodedPattern: '------',
  late: false,
});

/**
 * A ledger that answers each attempt with its player's id as the only row of the play, and records the batches.
 *
 * @param until delays the answer to a batch until its promise resolves; default: no delay
 */
function ledger(until: (batch: string[]) => Promise<void> = async () => undefined) {
  const batches: string[][] = [];
  const append = async (
    attempts: readonly Attempt[],
    requestIds: readonly string[],
  ): Promise<AttemptResult[]> => {
    const batch = attempts.map(({ player }) => player.id);
    assert.deepEqual(requestIds, batch, 'the tests name a request like its player');
    batches.push(batch);
    await until(batch);
    return batch.map((id) => ({
      outcome: 'accepted',
      repeated: false,
      rows: [id],
    }));
  };
  return { batches, append };
}

test('sends the attempts of one event-loop turn in one batch and returns each its own result', async () => {
  const score = ledger();
  const batcher = new AttemptBatcher(score.append, new Registry());
  const results = await Promise.all(['a', 'b', 'c'].map((id) => batcher.submit(attempt(id), id)));
  assert.deepEqual(score.batches, [['a', 'b', 'c']]);
  assert.deepEqual(
    results.flatMap(({ rows }) => rows),
    ['a', 'b', 'c'],
  );
  await batcher.submit(attempt('d'), 'd');
  assert.deepEqual(score.batches[1], ['d']);
});

test('never exceeds 32 attempts in a batch', async () => {
  const score = ledger();
  const batcher = new AttemptBatcher(score.append, new Registry());
  const ids = Array.from({ length: 66 }, (_, i) => `p${i}`);
  const results = await Promise.all(ids.map((id) => batcher.submit(attempt(id), id)));
  assert.deepEqual(
    score.batches.map((batch) => batch.length),
    [32, 32, 2],
  );
  assert.deepEqual(
    results.flatMap(({ rows }) => rows),
    ids,
  );
});

test('rejects every attempt of a batch that was not delivered', async () => {
  const batcher = new AttemptBatcher(() => Promise.reject(new Error('away')), new Registry());
  const results = await Promise.allSettled(['a', 'b'].map((id) => batcher.submit(attempt(id), id)));
  assert.deepEqual(
    results.map((result) => result.status === 'rejected' && result.reason.message),
    ['away', 'away'],
  );
});

test('sends attempts that continue a play again without those that begin one, where the store has no room', async () => {
  const batches: string[][] = [];
  const append = async (attempts: readonly Attempt[], ids: readonly string[]): Promise<AttemptResult[]> => {
    batches.push([...ids]);
    if (attempts.some(({ row }) => row === 1)) throw tryAgain('plein', undefined, 507);
    return attempts.map(({ player }) => ({ outcome: 'accepted', repeated: false, rows: [player.id] }));
  };
  const batcher = new AttemptBatcher(append, new Registry());
  const [begins, continues] = await Promise.allSettled([
    batcher.submit(attempt('a'), 'a'),
    batcher.submit({ ...attempt('b'), row: 2 }, 'b'),
  ]);
  assert.equal(begins?.status === 'rejected' && begins.reason.statusCode, 507);
  assert.deepEqual(continues?.status === 'fulfilled' && continues.value.rows, ['b']);
  assert.deepEqual(batches, [['a', 'b'], ['b']]);
});

test('rejects only those attempts for which the score service returned no result', async () => {
  const { append } = ledger();
  const batcher = new AttemptBatcher(
    async (attempts, requestIds) => (await append(attempts, requestIds)).slice(0, 1),
    new Registry(),
  );
  const results = await Promise.allSettled(['a', 'b'].map((id) => batcher.submit(attempt(id), id)));
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected'],
  );
});

test('queues attempts while a batch is in flight and sends them in one batch after the answer', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answered = Promise.withResolvers<void>();
  const score = ledger(() => answered.promise);
  const batcher = new AttemptBatcher(score.append, new Registry());
  const first = batcher.submit(attempt('a'), 'a');
  await turns(3);
  const later = ['b', 'c', 'd'].map(async (id) => {
    await turns(id.charCodeAt(0) - 97);
    return batcher.submit(attempt(id), id);
  });
  await turns(5);
  assert.deepEqual(score.batches, [['a']]);
  answered.resolve();
  await first;
  await turns(3);
  t.mock.timers.tick(BATCH_DELAY_MS);
  await Promise.all(later);
  assert.deepEqual(score.batches, [['a'], ['b', 'c', 'd']]);
});

test('stops waiting for a batch in flight after the longest time in flight', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger(([id]) => (id === 'hangs' ? new Promise(() => undefined) : Promise.resolve()));
  const batcher = new AttemptBatcher(score.append, new Registry());
  void batcher.submit(attempt('hangs'), 'hangs');
  await turns(3);
  const next = batcher.submit(attempt('b'), 'b');
  await turns(3);
  assert.deepEqual(score.batches, [['hangs']]);
  // First the limit of the batch in flight, then the batch delay.
  t.mock.timers.tick(MAX_IN_FLIGHT_MS);
  t.mock.timers.tick(BATCH_DELAY_MS);
  await next;
  const last = batcher.submit(attempt('c'), 'c');
  await turns(3);
  t.mock.timers.tick(BATCH_DELAY_MS);
  await last;
  assert.deepEqual(score.batches, [['hangs'], ['b'], ['c']]);
});

test('delays the flush until the queue reaches recent concurrency', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger();
  const batcher = new AttemptBatcher(score.append, new Registry());
  const submit = (...ids: string[]) => Promise.all(ids.map((id) => batcher.submit(attempt(id), id)));
  await submit('a', 'b', 'c');
  const again = [submit('a')];
  await turns(3);
  assert.equal(score.batches.length, 1);
  again.push(submit('b', 'c'));
  await Promise.all(again);
  assert.deepEqual(score.batches, [
    ['a', 'b', 'c'],
    ['a', 'b', 'c'],
  ]);
});

test('flushes after the batch delay below recent concurrency, and then lowers it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger();
  const batcher = new AttemptBatcher(score.append, new Registry());
  const submit = (...ids: string[]) => Promise.all(ids.map((id) => batcher.submit(attempt(id), id)));
  await submit('a', 'b', 'c');
  const alone = submit('d');
  await turns(3);
  assert.equal(score.batches.length, 1);
  t.mock.timers.tick(BATCH_DELAY_MS);
  await alone;
  await submit('e');
  assert.deepEqual(score.batches.slice(1), [['d'], ['e']]);
});

test('flushes immediately at 32 attempts, also while a batch is in flight', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const score = ledger(() => new Promise(() => undefined));
  const batcher = new AttemptBatcher(score.append, new Registry());
  void batcher.submit(attempt('a'), 'a');
  await turns(3);
  for (let i = 0; i < 33; i += 1) void batcher.submit(attempt(`p${i}`), `p${i}`);
  await turns(3);
  assert.deepEqual(
    score.batches.map((batch) => batch.length),
    [1, 32],
  );
});

test('records the sizes of batches in a histogram', async () => {
  const metrics = new Registry();
  const batcher = new AttemptBatcher(ledger().append, metrics);
  await Promise.all(['a', 'b', 'c'].map((id) => batcher.submit(attempt(id), id)));
  const text = await metrics.metrics();
  assert.match(text, /^attempt_batch_size_count 1$/m);
  assert.match(text, /^attempt_batch_size_sum 3$/m);
});

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await new Promise(setImmediate);
}
