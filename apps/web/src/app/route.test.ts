import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashOf, hashOfArchive, hashOfInvitation, hashOfLeague, PERIODS, routeOf, VIEWS } from './route.ts';

const nothing = { period: 'day', league: null, invitation: null, month: null, day: null };

test('every view and period has an address that leads back to it', () => {
  for (const view of VIEWS) assert.equal(routeOf(hashOf(view)).view, view);
  for (const period of PERIODS) {
    assert.deepEqual(routeOf(hashOf('leaderboard', period)), { ...nothing, view: 'leaderboard', period });
  }
});

test('a league, each period of its table and its invitation have addresses of their own', () => {
  const league = '11111111-2222-4333-8444-555555555555';
  const base = { ...nothing, view: 'leagues', league };
  assert.deepEqual(routeOf(hashOfLeague(league)), base);
  assert.deepEqual(routeOf(hashOfLeague(league, 'week')), { ...base, period: 'week' });
  const invitation = 'abcdefghijklmnopqrstu_';
  assert.deepEqual(routeOf(hashOfInvitation(league, invitation)), { ...base, invitation });
  assert.equal(routeOf(`${hashOfLeague(league)}/nonsense`).invitation, null);
});

test('each month and each day of the archive has an address; what is neither is the whole archive', () => {
  const archive = { ...nothing, view: 'archive' };
  assert.deepEqual(routeOf(hashOfArchive('2026-11')), { ...archive, month: '2026-11' });
  assert.deepEqual(routeOf(hashOfArchive('2026-11-12')), { ...archive, day: '2026-11-12' });
  for (const time of ['2026-13', '2026-11-32', '2026-02-31', '2026', '../today', '']) {
    assert.deepEqual(routeOf(hashOfArchive(time)), archive, time);
  }
  assert.equal(routeOf('#/classement/2026-11').month, null);
});

test('an unknown address is the game', () => {
  for (const hash of ['', '#', '#/nulle-part', '#//']) assert.equal(routeOf(hash).view, 'game');
});
