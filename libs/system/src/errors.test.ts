import assert from 'node:assert/strict';
import { accessSync } from 'node:fs';
import { test } from 'node:test';
import { explain, SystemError } from './errors.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

test('what failed comes first, why comes last, in ten lines', () => {
  const error = new SystemError('auth1 ended before it was ready', { lines: numbered(20) });
  const told = explain(error);
  assert.equal(told.length, 10);
  assert.equal(told[0], 'auth1 ended before it was ready');
  assert.equal(told.at(-1), '  line 20');
});

test('the reason of a process that died of an error is not hidden by its stack', () => {
  const stack = numbered(15).map((line) => `    at ${line} (file:///apps/auth/src/server.ts:1:1)`);
  const lines = ['Error: Cannot find module', ...stack, "  code: 'MODULE_NOT_FOUND'", '', 'Node.js v24.0.0'];
  assert.deepEqual(explain(new SystemError('auth1 ended', { lines })), [
    'auth1 ended',
    '  Error: Cannot find module',
    "    code: 'MODULE_NOT_FOUND'",
  ]);
});

test('what is said again and again is said once, and a line that a reader would not end is cut', () => {
  const lines = [...Array(12).fill('no primary'), 'x'.repeat(2000)];
  const told = explain(new SystemError('auth1 was not ready', { lines }));
  assert.deepEqual(told.slice(0, 2), ['auth1 was not ready', '  no primary']);
  assert.equal(told[2], `  ${'x'.repeat(1500)} …`);
});

test('a log line is made readable first, also where that makes several', () => {
  const format = (line: string) => `${line}\n    at somewhere\nfor a reader`;
  assert.deepEqual(explain(new SystemError('it ended', { lines: ['why'] }), format), [
    'it ended',
    '  why',
    '  for a reader',
  ]);
});

test('what the machine refuses needs no stack, a bug has one, of ten lines', () => {
  assert.throws(
    () => accessSync('/nowhere'),
    (error) => {
      assert.deepEqual(explain(error), ["ENOENT: no such file or directory, access '/nowhere'"]);
      return true;
    },
  );
  const bug = new TypeError('x is undefined');
  bug.stack = [`${bug}`, ...numbered(20)].join('\n');
  assert.deepEqual(explain(bug), ['TypeError: x is undefined', ...numbered(9)]);
  assert.deepEqual(explain('thrown'), ['thrown']);
});
