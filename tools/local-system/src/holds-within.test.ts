import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdsWithin } from './holds-within.ts';

test('returns whether a condition held in time, and rejects with its error', async () => {
  assert.equal(await holdsWithin(async () => true, 60), true);
  assert.equal(await holdsWithin(async () => false, 60), false);
  await assert.rejects(
    holdsWithin(async () => assert.fail('broken'), 60),
    /broken/,
  );
});
