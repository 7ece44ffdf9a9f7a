import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coresIn } from './cores.ts';

test('a list of cores is read as taskset and the kernel write it', () => {
  assert.deepEqual(coresIn('0'), ['0']);
  assert.deepEqual(coresIn('0-2,5'), ['0', '1', '2', '5']);
  assert.deepEqual(coresIn('3,10-11'), ['3', '10', '11']);
});
