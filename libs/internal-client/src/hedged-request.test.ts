import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CopyReason, hedgedRequest } from './hedged-request.ts';

const TWO_ADDRESSES = async () => ['one', 'two'];

/** Sends to addresses that answer, fail or are silent as given; records what was sent and what was aborted. */
function routers(answers: Record<string, () => Promise<string>>) {
  const sent: string[] = [];
  const aborted: string[] = [];
  const send = (address: string, signal: AbortSignal, copy: CopyReason) => {
    sent.push(copy === 'first' ? address : `${address} after ${copy}`);
    signal.addEventListener('abort', () => aborted.push(address));
    return answers[address]?.() ?? Promise.reject(new Error(`${address} refuses`));
  };
  return { sent, aborted, send };
}

const silent = () => new Promise<never>(() => undefined);

test('sends a request once when it is answered', async () => {
  const { sent, aborted, send } = routers({ one: async () => 'hello' });
  assert.deepEqual(await hedgedRequest(TWO_ADDRESSES, 10_000, send), { address: 'one', response: 'hello' });
  assert.deepEqual(sent, ['one']);
  assert.deepEqual(aborted, []);
});

test('sends to the next address at once when one fails', async () => {
  const { sent, send } = routers({ two: async () => 'hello' });
  const answered = hedgedRequest(TWO_ADDRESSES, 10_000, send);
  // Before any timer.
  await new Promise(setImmediate);
  assert.deepEqual(sent, ['one', 'two after failure']);
  assert.deepEqual(await answered, { address: 'two', response: 'hello' });
});

test('also sends to the next address when one is silent, and aborts the first copy when that answers', async () => {
  const { sent, aborted, send } = routers({ one: silent, two: async () => 'hello' });
  assert.deepEqual(await hedgedRequest(TWO_ADDRESSES, 10_000, send), { address: 'two', response: 'hello' });
  assert.deepEqual(sent, ['one', 'two after silence']);
  assert.deepEqual(aborted.slice(0, 1), ['one']);
});

test('accepts a late response while the next address is silent', async () => {
  const late = () => new Promise<string>((resolve) => setTimeout(resolve, 2000, 'late'));
  const { sent, send } = routers({ one: late, two: silent });
  assert.deepEqual(await hedgedRequest(TWO_ADDRESSES, 10_000, send), { address: 'one', response: 'late' });
  assert.deepEqual(sent, ['one', 'two after silence']);
});

test('throws the last failure after four failed tries', async () => {
  const { sent, send } = routers({});
  await assert.rejects(hedgedRequest(TWO_ADDRESSES, 10_000, send), /^Error: two refuses$/);
  assert.deepEqual(sent, ['one', 'two after failure', 'one after failure', 'two after failure']);
});

test('aborts all copies when none is answered in time', async () => {
  const { sent, aborted, send } = routers({ one: silent, two: silent });
  await assert.rejects(hedgedRequest(TWO_ADDRESSES, 1700, send), /no response within 1700 ms/);
  assert.deepEqual(sent, ['one', 'two after silence']);
  assert.deepEqual(aborted, ['one', 'two']);
});
