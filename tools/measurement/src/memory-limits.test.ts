import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SENTINEL_NAMES, SERVICE_NAMES, STORE_NODE_NAMES } from '@motus/local-system';
import { memoryLimits, parseMemoryLimits } from './memory-limits.ts';

const MIB = 2 ** 20;

test('docker-compose.yml sets a memory limit for each service', async () => {
  const limits = await memoryLimits();
  for (const name of [
    ...SERVICE_NAMES,
    ...STORE_NODE_NAMES,
    ...SENTINEL_NAMES,
    'haproxy1',
    'haproxy2',
    'loki',
  ])
    assert.ok((limits.get(name) ?? 0) >= 16 * MIB, name);
});

test('a merge key inherits the limit, and a limit of the service overrides it', () => {
  const file = `
x-a: &a { mem_limit: 256m }
x-b: &b { <<: *a, restart: always }
x-c: &c { mem_limit: 1G }
services:
  one: { <<: *b }
  two: { <<: *b, mem_limit: 64mb }
  three: { <<: [*b, *c] }
  four: { <<: *c }
  five: { mem_limit: 1024 }
`;
  const expected = { one: 256 * MIB, two: 64 * MIB, three: 256 * MIB, four: 1024 * MIB, five: 1024 };
  assert.deepEqual(Object.fromEntries(parseMemoryLimits(file)), expected);
});

test('a missing or invalid limit is an error that names the service', () => {
  assert.throws(() => parseMemoryLimits('services: { one: { image: x } }'), /one has no memory limit/);
  assert.throws(() => parseMemoryLimits('services: { two: { mem_limit: much } }'), /two .*"much"/);
});
