import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootNotice } from './root.ts';

test('root is told in one line that the game runs as root, why, and what to do instead', () => {
  assert.equal(
    rootNotice(0, 0),
    'the game runs as root, because root started it and owns its data: an ordinary user can start it from a clone of their own instead',
  );
  assert.equal(
    rootNotice(0, 1000),
    'the game runs as root, because root started it and owns its data: now that HAProxy and Redis are installed, user 1000, who owns this clone, can start it instead',
  );
});

test('an ordinary user is told nothing', () => {
  assert.equal(rootNotice(1000, 1000), undefined);
  assert.equal(rootNotice(1000, 0), undefined);
});
