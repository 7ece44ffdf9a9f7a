import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootNotice } from './root.ts';

test('warns root in one line that the game runs as root, with the reason and the alternative', () => {
  assert.equal(
    rootNotice(0, 0),
    'the game runs as root, because root started it and owns its data: an ordinary user can start it from a clone of their own instead',
  );
  assert.equal(
    rootNotice(0, 1000),
    'the game runs as root, because root started it and owns its data: now that HAProxy and Redis are installed, user 1000, who owns this clone, can start it instead',
  );
});

test('does not warn an ordinary user', () => {
  assert.equal(rootNotice(1000, 1000), undefined);
  assert.equal(rootNotice(1000, 0), undefined);
});
