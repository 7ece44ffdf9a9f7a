import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SERVICE_NAMES } from '@motus/system';
import { limitsIn, memoryLimits } from './memory-limits.ts';

test('the limits of all that runs natively, too, are those of docker-compose.yml', async () => {
  const limits = await memoryLimits();
  for (const name of SERVICE_NAMES) assert.equal(limits.get(name), 256, name);
  const others = ['haproxy1', 'haproxy2', 'auth-store1', 'score-store2', 'sentinel3'].map((name) =>
    limits.get(name),
  );
  assert.deepEqual(others, [256, 256, 512, 512, 64]);
});

test('an own limit counts before a merged one, and a merged one through others', () => {
  const yaml = `
x-base: &base
  restart: always
  mem_limit: 64m
x-service: &service
  <<: *base
services:
  # Said here.
  one:
    <<: *service
    mem_limit: 128m
  two:
    <<: *service
  three:
    image: x
networks:
  edge:
`;
  assert.deepEqual(
    [...limitsIn(yaml)],
    [
      ['one', 128],
      ['two', 64],
    ],
  );
});
