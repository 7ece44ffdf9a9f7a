import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newUuid } from './new-uuid.ts';

test('each is a UUID of random bits, and another one', () => {
  const ids = Array.from({ length: 50 }, newUuid);
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(new Set(ids).size, ids.length);
});
