import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'ioredis';
import { Registry } from 'prom-client';
import { closeStore, createStore, defineGroupScript, defineScript, StoreUnavailableError } from './index.ts';
import { storeMetrics } from './metrics.ts';
import { open, ownStore } from './test/open.ts';

const double = defineScript({ name: 'double', lua: 'return 2 * ARGV[1]', read: Number });
const triple = defineGroupScript({ name: 'triple', lua: 'return 3 * ARGV[1]', read: Number });

test('a command that timed out is measured once, also when its reply comes later', async (t) => {
  const store = createStore({
    name: 'score-store',
    // Nothing listens there.
    sentinels: [{ host: '127.0.0.1', port: 1 }],
    password: '',
    sentinelPassword: '',
    logger: { info: () => undefined, warn: () => undefined },
  });
  t.after(() => store.disconnect());
  const calls: string[] = [];
  store.onCall = (call, outcome) => calls.push(`${call} ${outcome}`);
  const command = new Command('get', ['key']);
  store.sendCommand(command);
  // As ioredis does after `commandTimeout`, and with the reply.
  command.reject(new Error('Command timed out'));
  command.resolve('late');
  await assert.rejects(command.promise, StoreUnavailableError);
  assert.deepEqual(calls, ['get unavailable']);
});

test('measures scripts and commands by name and outcome, from zero on', async (t) => {
  const redis = await ownStore(t);
  const { store } = open(t, redis.connection);
  const registry = new Registry();
  storeMetrics(registry, 'score-store', store);
  const count = async (call: string, outcome: string) => {
    const series = `store_call_duration_seconds_count{store="score-store",call="${call}",outcome="${outcome}"} `;
    const line = (await registry.metrics()).split('\n').find((text) => text.startsWith(series));
    return line === undefined ? undefined : Number(line.slice(series.length));
  };
  for (const call of ['double', 'triple', 'get', 'wait', 'other'])
    for (const outcome of ['ok', 'unavailable', 'failed'])
      assert.ok(Number(await count(call, outcome)) >= 0, `${call} ${outcome}`);
  assert.equal(await count('double', 'ok'), 0);
  assert.match(await registry.metrics(), /^store_failovers_total\{store="score-store"\} 0$/m);

  await store.ping();
  const before = await count('other', 'ok');
  assert.equal(await double(store, [], [4]), 8);
  assert.equal(await count('other', 'ok'), before, 'the command that runs a script is not counted as well');
  assert.equal(await double(store, [], [5]), 10);
  await store.script('FLUSH');
  assert.equal(await double(store, [], [6]), 12);
  assert.deepEqual(
    await triple(
      store,
      [1, 2, 3].map((n) => ({ keys: [], args: [n] })),
    ),
    [3, 6, 9],
  );
  await store.set('a-string', 'x');
  await store.get('a-string');
  await assert.rejects(store.hset('a-string', 'field', 'x'), /WRONGTYPE/);
  await assert.rejects(double(store, [], ['no number']), /ReplyError/);
  const others = Number(await count('other', 'ok'));
  await store.echo('hello');
  assert.equal(await count('other', 'ok'), others + 1);
  assert.deepEqual(
    [await count('double', 'ok'), await count('double', 'failed'), await count('triple', 'ok')],
    [3, 1, 1],
  );
  assert.deepEqual(
    [await count('set', 'ok'), await count('get', 'ok'), await count('hset', 'failed')],
    [1, 1, 1],
  );
  assert.doesNotMatch(await registry.metrics(), /call="(evalsha|eval|echo)"/);

  await closeStore(store);
  await assert.rejects(store.get('a-string'), StoreUnavailableError);
  await assert.rejects(double(store, [], [1]), StoreUnavailableError);
  assert.deepEqual([await count('get', 'unavailable'), await count('double', 'unavailable')], [1, 1]);
});

test('measures a command that is sent again after an outage once, with the whole time', async (t) => {
  const redis = await ownStore(t);
  const { store } = open(t, redis.connection);
  await store.ping();
  const ended: { call: string; outcome: string; seconds: number }[] = [];
  store.onCall = (call, outcome, seconds) => ended.push({ call, outcome, seconds });
  await redis.crash();
  const started = performance.now();
  // A command that the store itself sends nowhere.
  const answered = store.hset('during', 'field', 'x').then(() => (performance.now() - started) / 1000);
  await redis.start();
  const took = await answered;
  const calls = ended.filter(({ call }) => call === 'hset');
  assert.deepEqual(
    calls.map(({ outcome }) => outcome),
    ['ok'],
  );
  assert.ok(Number(calls[0]?.seconds) > 0.9 * took, `${calls[0]?.seconds} of ${took} s`);
});
