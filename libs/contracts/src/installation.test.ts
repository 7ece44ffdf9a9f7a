import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookieName } from './installation.ts';

test('two games on one host have different cookie names', () => {
  const names = [
    'http://localhost:3101',
    'http://localhost:4101',
    'http://localhost',
    'https://localhost',
    'https://localhost:8443/',
  ].map((publicUrl) => cookieName('motus_guest', publicUrl));
  assert.deepEqual(names, [
    'motus_guest_3101',
    'motus_guest_4101',
    'motus_guest_80',
    'motus_guest_443',
    'motus_guest_8443',
  ]);
});
