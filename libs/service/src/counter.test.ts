import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { createCounter } from './counter.ts';

test('a counter has each of its label sets at zero before anything is counted', async () => {
  const registry = new Registry();
  const counter = createCounter({
    name: 'plays_total',
    help: 'Plays',
    labelSets: [
      { outcome: 'won', by: 'guest' },
      { outcome: 'lost', by: 'guest' },
    ],
    registry,
  });
  assert.deepEqual(await samples(registry), [
    'plays_total{outcome="won",by="guest"} 0',
    'plays_total{outcome="lost",by="guest"} 0',
  ]);
  counter.inc({ outcome: 'lost', by: 'guest' });
  assert.deepEqual(await samples(registry), [
    'plays_total{outcome="won",by="guest"} 0',
    'plays_total{outcome="lost",by="guest"} 1',
  ]);
  // @ts-expect-error a label set that was not declared
  counter.inc({ outcome: 'drawn', by: 'guest' });
});

async function samples(registry: Registry): Promise<string[]> {
  return (await registry.metrics()).split('\n').filter((line) => line.startsWith('plays_total'));
}
