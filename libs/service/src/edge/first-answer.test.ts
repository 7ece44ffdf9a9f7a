import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstAnswer } from './first-answer.ts';

const BOTH = async () => ['one', 'two'];

/** Sends by `addresses`, each of which answers, breaks or is silent as told; keeps what was sent and what was given up. */
function routers(answers: Record<string, () => Promise<string>>) {
  const sent: string[] = [];
  const givenUp: string[] = [];
  const send = (address: string, signal: AbortSignal) => {
    sent.push(address);
    signal.addEventListener('abort', () => givenUp.push(address));
    return answers[address]?.() ?? Promise.reject(new Error(`${address} refuses`));
  };
  return { sent, givenUp, send };
}

const silent = () => new Promise<never>(() => undefined);

test('a request that is answered is sent once', async () => {
  const { sent, givenUp, send } = routers({ one: async () => 'hello' });
  assert.deepEqual(await firstAnswer(BOTH, 10_000, send), { by: 'one', answer: 'hello' });
  assert.deepEqual(sent, ['one']);
  assert.deepEqual(givenUp, []);
});

test('one that breaks is sent by the next address at once', async () => {
  const { sent, send } = routers({ two: async () => 'hello' });
  const started = performance.now();
  assert.deepEqual(await firstAnswer(BOTH, 10_000, send), { by: 'two', answer: 'hello' });
  assert.deepEqual(sent, ['one', 'two']);
  assert.ok(performance.now() - started < 500);
});

test('one that is silent is sent by the next address as well, and given up when that answers', async () => {
  const { sent, givenUp, send } = routers({ one: silent, two: async () => 'hello' });
  assert.deepEqual(await firstAnswer(BOTH, 10_000, send), { by: 'two', answer: 'hello' });
  assert.deepEqual(sent, ['one', 'two']);
  assert.deepEqual(givenUp.slice(0, 1), ['one']);
});

test('an answer that comes late still counts, while the next address is silent', async () => {
  const late = () => new Promise<string>((resolve) => setTimeout(resolve, 2000, 'late'));
  const { sent, send } = routers({ one: late, two: silent });
  assert.deepEqual(await firstAnswer(BOTH, 10_000, send), { by: 'one', answer: 'late' });
  assert.deepEqual(sent, ['one', 'two']);
});

test('when all fail, four tries were made and the last failure is thrown', async () => {
  const { sent, send } = routers({});
  await assert.rejects(firstAnswer(BOTH, 10_000, send), /^Error: two refuses$/);
  assert.deepEqual(sent, ['one', 'two', 'one', 'two']);
});

test('when nobody says anything, all are given up in time', async () => {
  const { sent, givenUp, send } = routers({ one: silent, two: silent });
  await assert.rejects(firstAnswer(BOTH, 1700, send), /nobody answered within 1700 ms/);
  assert.deepEqual(sent, ['one', 'two']);
  assert.deepEqual(givenUp, ['one', 'two']);
});
