import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defineGroupScript } from './index.ts';
import { open, ownStore } from './test/open.ts';

const appendAll = defineGroupScript({
  name: 'appendAll',
  lua: `
    for _, key in ipairs(KEYS) do redis.call('APPEND', key, table.concat(ARGV)) end
    return #KEYS > 0 and redis.call('GET', KEYS[#KEYS])`,
  read: (reply) => reply as string | null,
});

test('runs a group of calls with one command; each call has its own keys, arguments and result', async (t) => {
  const redis = await ownStore(t);
  const { store } = open(t, redis.connection);
  const calls = [
    { keys: ['a', 'b'], args: ['1', 2] },
    { keys: [], args: [] },
    { keys: ['c'], args: [] },
    { keys: ['d', 'a'], args: [3] },
  ];
  await store.config('RESETSTAT');
  assert.deepEqual(await appendAll(store, calls), ['12', null, '', '123']);
  assert.match(await store.info('commandstats'), /cmdstat_eval(sha)?:calls=1,/);
  assert.deepEqual(await appendAll(store, []), []);
  assert.deepEqual(await store.mget('a', 'b', 'c', 'd'), ['123', '12', '', '3']);
});

test('fails the whole group when one call fails', async (t) => {
  const redis = await ownStore(t);
  const { store } = open(t, redis.connection);
  await store.sadd('a-set', 'x');
  const group = appendAll(store, [
    { keys: ['a'], args: [1] },
    { keys: ['a-set'], args: [2] },
  ]);
  await assert.rejects(group, /WRONGTYPE/);
});
