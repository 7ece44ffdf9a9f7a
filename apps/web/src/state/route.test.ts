import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, hashOfInvitation, hashOfLeague, PERIODS, routeOf, VIEWS } from './route.ts';

test('every view and period has an address that leads back to it', () => {
  for (const view of VIEWS) assert.equal(routeOf(hashOf(view)).view, view);
  for (const period of PERIODS) {
    assert.deepEqual(routeOf(hashOf('leaderboard', period)), {
      view: 'leaderboard',
      period,
      league: null,
      invitation: null,
    });
  }
});

test('a league, each period of its table and its invitation have addresses of their own', () => {
  const league = '11111111-2222-4333-8444-555555555555';
  const base = { view: 'leagues', period: 'day', league, invitation: null };
  assert.deepEqual(routeOf(hashOfLeague(league)), base);
  assert.deepEqual(routeOf(hashOfLeague(league, 'week')), { ...base, period: 'week' });
  const invitation = 'abcdefghijklmnopqrstu_';
  assert.deepEqual(routeOf(hashOfInvitation(league, invitation)), { ...base, invitation });
  assert.equal(routeOf(`${hashOfLeague(league)}/nonsense`).invitation, null);
});

test('an unknown address is the game', () => {
  for (const hash of ['', '#', '#/nulle-part', '#//']) assert.equal(routeOf(hash).view, 'game');
});
