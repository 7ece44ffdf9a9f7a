import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { sealing } from './sealing.ts';

const KEY = randomBytes(32);
const VALUE = { name: 'Zoé', list: [1, 2] };

test('opens only what was sealed with the same key', () => {
  const { seal, open } = sealing(KEY);
  const sealed = seal(VALUE);
  assert.deepEqual(open(sealed), VALUE);
  assert.equal(sealing(randomBytes(32)).open(sealed), undefined);
  const changed = (sealed[50] === 'A' ? 'B' : 'A') + sealed.slice(51);
  for (const wrong of [
    '',
    'A',
    sealed.slice(1),
    sealed.slice(0, -2),
    sealed.slice(0, 50) + changed,
    'é'.repeat(80),
  ])
    assert.equal(open(wrong), undefined, wrong);
});

test('seals to another text each time, which needs no escaping in a cookie', () => {
  const { seal } = sealing(KEY);
  assert.notEqual(seal(VALUE), seal(VALUE));
  assert.match(seal(VALUE), /^[\w-]+$/);
});
