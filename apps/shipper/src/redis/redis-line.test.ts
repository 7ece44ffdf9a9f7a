import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRedisLine } from './redis-line.ts';

test('reads time and level of a line of Redis, but not of a line of a script', () => {
  const written = Date.parse('2026-11-27T14:26:45.111');
  const line = (mark: string) => readRedisLine(`4711:S 27 Nov 2026 14:26:45.111 ${mark} text`);
  assert.deepEqual(
    ['.', '-', '*', '#'].map((mark) => line(mark).level),
    ['debug', 'debug', 'info', 'warning'],
  );
  assert.equal(line('#').time, written);
  assert.deepEqual(readRedisLine('auth-store1 is the primary, with 3 commits'), {
    time: undefined,
    level: 'info',
  });
});
