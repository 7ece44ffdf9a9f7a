import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAccessLine, readHaproxyLevel } from './haproxy-line.ts';

const line = (fields: Record<string, string> = {}) => {
  const { server = 'motus/motus1', total = '12', status = '200', state = '----', retries = '0' } = fields;
  const { id = 'an-id', method = 'GET' } = fields;
  return `10.1.2.0 edge ${server} 0/0/1/10/${total} ${status} 512 ${state} 9/9/1/0/${retries} ${id} ${method} /x y`;
};

test('reads a request', () => {
  assert.deepEqual(readAccessLine(line()), {
    frontend: 'edge',
    backend: 'motus',
    status: 200,
    duration: 0.012,
    retries: 0,
    isRedispatched: false,
    isAborted: false,
    requestId: 'an-id',
    isRequest: true,
  });
});

test('parses answers of HAProxy itself, retries and clients that disconnected', () => {
  assert.equal(readAccessLine(line({ server: 'edge/<NOSRV>', status: '404' }))?.backend, 'none');
  assert.equal(readAccessLine(line({ server: 'motus/<NOSRV>', status: '503' }))?.backend, 'motus');
  const moved = readAccessLine(line({ retries: '+2' }));
  assert.deepEqual([moved?.retries, moved?.isRedispatched], [2, true]);
  const again = readAccessLine(line({ retries: '1' }));
  assert.deepEqual([again?.retries, again?.isRedispatched], [1, false]);
  const left = readAccessLine(line({ state: 'CD--', status: '-1', total: '-1', id: '-' }));
  assert.deepEqual(
    [left?.isAborted, left?.status, left?.duration, left?.requestId, left?.isRequest],
    [true, 0, 0, undefined, true],
  );
});

test('ignores a connection without a request', () => {
  const closed = line({ server: 'edge/<NOSRV>', status: '0', state: 'CR--', id: '-', method: '<BADREQ>' });
  assert.equal(readAccessLine(closed)?.isRequest, false);
  const broken = line({ server: 'edge/<NOSRV>', status: '400', state: 'PR--', id: '-', method: '<BADREQ>' });
  assert.equal(readAccessLine(broken)?.isRequest, true);
});

test('reads no request from an event', () => {
  for (const text of [
    'Server motus/motus1 is DOWN, reason: Layer4 connection problem, check duration: 0ms. 1 active left.',
    'backend motus has no server available!',
    'Proxy edge stopped (cumulated conns: FE: 3, BE: 0).',
    '3911 events dropped',
  ])
    assert.equal(readAccessLine(text), undefined, text);
});

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
