import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readHaproxyLevel } from './haproxy-level.ts';

test('a server that is down is an error, a backend without one is critical, a request is neither', () => {
  const lines: [string, string][] = [
    ['backend motus has no server available!', 'critical'],
    ['Server motus/motus1 is DOWN, reason: Layer4 connection problem, check duration: 0ms.', 'error'],
    ['Server motus/motus1 is UP, reason: Layer7 check passed, code: 200, check duration: 2ms.', 'info'],
    ['Server motus/motus1 is stopping, reason: Layer7 check failed', 'warning'],
    ['3911 events dropped', 'warning'],
    ['1 event dropped', 'warning'],
    ['Proxy edge stopped (cumulated conns: FE: 3, BE: 0).', 'warning'],
    ['127.0.0.0 edge motus/motus1 0/0/0/3/3 200 5 ---- 1/1/0/0/0 id GET /is DOWN', 'info'],
  ];
  for (const [line, level] of lines) assert.equal(readHaproxyLevel(line), level, line);
});
