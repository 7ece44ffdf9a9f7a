import assert from 'node:assert/strict';
import { accessSync } from 'node:fs';
import { test } from 'node:test';
import { SystemError } from './errors.ts';
import { explain } from './terminal.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

test('explains what failed first and the reason last, in ten lines', () => {
  const error = new SystemError('auth1 ended before it was ready', { lines: numbered(20) });
  const explanation = explain(error);
  assert.equal(explanation.length, 10);
  assert.equal(explanation[0], 'auth1 ended before it was ready');
  assert.equal(explanation.at(-1), '  line 20');
});

test('omits the stack of a process that ended by an error', () => {
  const stack = numbered(15).map((line) => `    at ${line} (file:///apps/auth/src/server.ts:1:1)`);
  const lines = ['Error: Cannot find module', ...stack, "  code: 'MODULE_NOT_FOUND'", '', 'Node.js v24.0.0'];
  assert.deepEqual(explain(new SystemError('auth1 ended', { lines })), [
    'auth1 ended',
    '  Error: Cannot find module',
    "    code: 'MODULE_NOT_FOUND'",
  ]);
});

test('omits repeated lines and truncates long ones', () => {
  const lines = [...Array(12).fill('no primary'), 'x'.repeat(2000)];
  const explanation = explain(new SystemError('auth1 was not ready', { lines }));
  assert.deepEqual(explanation.slice(0, 2), ['auth1 was not ready', '  no primary']);
  assert.equal(explanation[2], `  ${'x'.repeat(1500)} …`);
});

test('formats log lines, also into several lines', () => {
  const format = (line: string) => `${line}\n    at somewhere\nfor a reader`;
  assert.deepEqual(explain(new SystemError('it ended', { lines: ['why'] }), format), [
    'it ended',
    '  why',
    '  for a reader',
  ]);
});

test('shows no stack of a failed system call, and ten lines of a bug', () => {
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
