import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCoreList } from './cores.ts';

test('a list of cores in the format of taskset is parsed', () => {
  assert.deepEqual(parseCoreList('0'), ['0']);
  assert.deepEqual(parseCoreList('0-2,5'), ['0', '1', '2', '5']);
  assert.deepEqual(parseCoreList('3,10-11'), ['3', '10', '11']);
});
