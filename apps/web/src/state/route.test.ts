import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, PERIODS, routeOf, VIEWS } from './route.ts';

test('every view and period has an address that leads back to it', () => {
  for (const view of VIEWS) assert.equal(routeOf(hashOf(view)).view, view);
  for (const period of PERIODS) {
    assert.deepEqual(routeOf(hashOf('leaderboard', period)), { view: 'leaderboard', period });
  }
});

test('an unknown address is the game', () => {
  for (const hash of ['', '#', '#/nulle-part', '#//']) assert.equal(routeOf(hash).view, 'game');
});
