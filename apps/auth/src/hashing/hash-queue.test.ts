import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BusyError, createHashQueue } from './hash-queue.ts';

/** A queue whose works take so many milliseconds each by its clock, and are done when the test says so. */
function queueOf(milliseconds: number) {
  let now = 0;
  const queue = createHashQueue(() => now);
  const finish: (() => void)[] = [];
  const results: Promise<string>[] = [];
  const add = (unwanted?: AbortSignal) => {
    const result = queue.inTurn(async () => {
      await new Promise<void>((resolve) => finish.push(resolve));
      now += milliseconds;
      return 'hash';
    }, unwanted);
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

describe('the queue of hashes', () => {
  it('refuses at once, with 503 and Retry-After, what would wait longer than HAProxy waits for an answer', async () => {
    const { queue, add, finishAll } = queueOf(40);
    for (let i = 0; i < 1000; i++) add();
    assert.ok(queue.waiting * 50 <= 6100, `${queue.waiting} wait`);
    const outcomes = await finishAll();
    const done = outcomes.filter((outcome) => outcome === 'hash').length;
    assert.equal(outcomes.filter((outcome) => outcome === 'busy').length, 1000 - done);
    assert.equal(queue.begun, done, 'what is refused is not hashed');
    const { statusCode, code, retryAfter } = new BusyError();
    assert.deepEqual([statusCode, code, retryAfter], [503, 'try_again', 5]);
  });

  it('lets fewer wait where a hash takes longer', async () => {
    const { queue, add, finishAll } = queueOf(1000);
    for (let i = 0; i < 20; i++) add();
    await finishAll();
    for (let i = 0; i < 1000; i++) add();
    assert.ok(queue.waiting <= 8, `${queue.waiting} wait`);
    await finishAll();
  });

  it('bounds how many wait where hashes cost nothing', async () => {
    const { queue, add, finishAll } = queueOf(0);
    for (let i = 0; i < 50; i++) add();
    await finishAll();
    for (let i = 0; i < 1000; i++) add();
    assert.ok(queue.waiting <= 302, `${queue.waiting} wait`);
    await finishAll();
  });

  it('does not hash what nobody waits for any more', async () => {
    const { queue, add, finishAll } = queueOf(40);
    const gone = new AbortController();
    const first = add();
    const second = add(gone.signal);
    const third = add();
    gone.abort();
    assert.equal(queue.waiting, 1);
    assert.equal(await second, 'busy');
    assert.equal(await add(gone.signal), 'busy');
    await finishAll();
    assert.deepEqual([await first, await third, queue.begun], ['hash', 'hash', 2]);
  });

  it('goes on after one that failed', async () => {
    const queue = createHashQueue();
    await assert.rejects(
      queue.inTurn(async () => Promise.reject(new Error('damaged'))),
      /damaged/,
    );
    assert.equal(await queue.inTurn(async () => 'hash'), 'hash');
  });
});
