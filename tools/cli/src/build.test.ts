import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildFault } from './build.ts';

test('a failed build is explained by its own lines, without those of npm and Nx', () => {
  const output = [
    '',
    '> nx run @motus/web:build',
    '',
    '> @motus/web@0.1.0 build',
    '> vite build',
    '\u001b[31merror during build:',
    '\u001b[31m[builtin:vite-transform] \u001b[0mUnexpected token',
    'npm error Lifecycle script `build` failed with error:',
    'npm error code 1',
    ' NX   Running target build for project @motus/web failed',
    'Failed tasks:',
  ].join('\n');
  assert.deepEqual(buildFault(output), ['error during build:', '[builtin:vite-transform] Unexpected token']);
});

test('the lines of Nx are kept when there are no others', () => {
  assert.deepEqual(buildFault('\n NX   EACCES: permission denied\n\nHint: …\n'), [
    ' NX   EACCES: permission denied',
    'Hint: …',
  ]);
});
