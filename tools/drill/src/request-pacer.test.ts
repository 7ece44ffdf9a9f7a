import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestPacer } from './request-pacer.ts';

test('a request is due until it is reserved, and not again when it is skipped', async () => {
  const pacer = new RequestPacer(10);
  const budget = pacer.start();
  assert.equal(budget.isDue(0), false);
  assert.equal(budget.isDue(0.1), true);
  assert.equal(budget.take(), true);
  assert.equal(budget.isDue(0.1), false);
  budget.skip();
  assert.equal(budget.isDue(0.1), false);
  assert.equal(budget.isDue(0.2), true);
  // Its reservation is not left for another request, which would then not count.
  await pacer.track(async () => undefined);
  assert.equal(budget.isDue(0.2), false);
});

test('a request takes its reservation: both count once', async () => {
  const pacer = new RequestPacer(10);
  await pacer.track(async () => undefined);
  const budget = pacer.start();
  budget.take();
  await pacer.track(async () => undefined);
  assert.equal(budget.isDue(0.1), false);
  assert.equal(budget.isDue(0.2), true);
});

test('counts requests as unsent while those of 12 seconds have no answer', async () => {
  const pacer = new RequestPacer(1);
  const { promise, resolve } = Promise.withResolvers<void>();
  const open = Array.from({ length: 12 }, () => pacer.track(() => promise));
  assert.equal(pacer.start().take(), false);
  assert.deepEqual([pacer.open, pacer.unsent], [12, 1]);
  resolve();
  await Promise.all(open);
  assert.deepEqual([pacer.open, pacer.start().take()], [0, true]);
});
