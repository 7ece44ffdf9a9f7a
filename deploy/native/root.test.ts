import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootNotice } from './root.ts';

test('root is told in one line that all that listens is root’s too, why, and what to do instead', () => {
  assert.equal(
    rootNotice(0, 0),
    'all that listens runs as root, because root started it and owns its data: an ordinary user who starts a clone of their own gets one that is not',
  );
  assert.equal(
    rootNotice(0, 1000),
    'all that listens runs as root, because root started it and owns its data: now that HAProxy and Redis are there, user 1000, whose clone this is, can start it',
  );
});

test('an ordinary user is told nothing', () => {
  assert.equal(rootNotice(1000, 1000), undefined);
  assert.equal(rootNotice(1000, 0), undefined);
});
