import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BusyError, createHashQueue } from './hash-queue.ts';

/** Creates a queue with a fake clock on which each job takes `jobMs`; jobs finish when the test calls `finishAll`. */
function createTestQueue(jobMs: number) {
  let now = 0;
  const queue = createHashQueue(() => now);
  const finish: (() => void)[] = [];
  const results: Promise<string>[] = [];
  const add = (signal?: AbortSignal) => {
    const result = queue.enqueue(async () => {
      await new Promise<void>((resolve) => finish.push(resolve));
      now += jobMs;
      return 'hash';
    }, signal);
    const outcome = result.catch((error: unknown) => (error instanceof BusyError ? 'busy' : 'failed'));
    results.push(outcome);
    return outcome;
  };
  return {
    queue,
    add,
    async finishAll() {
      while (queue.waiting > 0 || finish.length > 0) {
        finish.shift()?.();
        await new Promise(setImmediate);
      }
      return Promise.all(results);
    },
  };
}

describe('hash queue', () => {
  it('rejects a job immediately, with 503 and Retry-After, when it would wait longer than the HAProxy timeout', async () => {
    const { queue, add, finishAll } = createTestQueue(40);
    for (let i = 0; i < 1000; i++) add();
    // 6 seconds at the estimate of 50 ms.
    assert.ok(queue.waiting >= 100 && queue.waiting <= 122, `${queue.waiting} wait`);
    const outcomes = await finishAll();
    const done = outcomes.filter((outcome) => outcome === 'hash').length;
    assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 1000 - done);
    assert.equal(queue.started, done, 'rejected jobs are not run');
    const { statusCode, code, retryAfter } = new BusyError();
    assert.deepEqual([statusCode, code, retryAfter], [503, 'try_again', 5]);
  });

  it('accepts fewer waiting jobs when a job takes longer', async () => {
    const { queue, add, finishAll } = createTestQueue(1000);
    for (let i = 0; i < 20; i++) add();
    await finishAll();
    for (let i = 0; i < 1000; i++) add();
    assert.ok(queue.waiting >= 4 && queue.waiting <= 8, `${queue.waiting} wait`);
    await finishAll();
  });

  it('bounds the number of waiting jobs even when jobs take no time', async () => {
    const { queue, add, finishAll } = createTestQueue(0);
    for (let i = 0; i < 50; i++) add();
    await finishAll();
    for (let i = 0; i < 1000; i++) add();
    assert.ok(queue.waiting >= 290 && queue.waiting <= 302, `${queue.waiting} wait`);
    await finishAll();
  });

  it('removes a waiting job whose signal is aborted', async () => {
    const { queue, add, finishAll } = createTestQueue(40);
    const disconnected = new AbortController();
    const first = add();
    const second = add(disconnected.signal);
    const third = add();
    disconnected.abort();
    assert.equal(queue.waiting, 1);
    assert.equal(await second, 'busy');
    assert.equal(await add(disconnected.signal), 'busy');
    await finishAll();
    assert.deepEqual([await first, await third, queue.started], ['hash', 'hash', 2]);
  });

  it('continues after a failed job', async () => {
    const queue = createHashQueue();
    await assert.rejects(
      queue.enqueue(async () => Promise.reject(new Error('damaged'))),
      /damaged/,
    );
    assert.equal(await queue.enqueue(async () => 'hash'), 'hash');
  });
});
