import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  hashOf,
  hashOfArchive,
  hashOfInvitation,
  hashOfLeague,
  PERIODS,
  parseRoute,
  placeOf,
  VIEWS,
} from './route.ts';

const league = '11111111-2222-4333-8444-555555555555';
const invitation = 'abcdefghijklmnopqrstu_';

test('parses the address of every view and period', () => {
  assert.deepEqual([VIEWS.length, PERIODS.length], [8, 4]);
  for (const view of VIEWS) assert.equal(parseRoute(hashOf(view)).view, view);
  for (const period of PERIODS) {
    assert.deepEqual(parseRoute(hashOf('leaderboard', period)), { view: 'leaderboard', period });
  }
});

test('parses the address of a league, of each period of its table and of its invitation', () => {
  const route = { view: 'leagues', page: 'league', league, period: 'day' };
  assert.deepEqual(parseRoute(hashOf('leagues')), { view: 'leagues', page: 'all' });
  assert.deepEqual(parseRoute(hashOfLeague(league)), route);
  assert.deepEqual(parseRoute(hashOfLeague(league, 'week')), { ...route, period: 'week' });
  assert.deepEqual(parseRoute(hashOfInvitation(league, invitation)), {
    view: 'leagues',
    page: 'invitation',
    league,
    invitation,
  });
  assert.deepEqual(parseRoute(`${hashOfLeague(league)}/nonsense`), route);
});

test('parses the address of each month and day of the archive; anything else is the latest month', () => {
  const archive = { view: 'archive' };
  assert.deepEqual(parseRoute(hashOfArchive('2026-11')), { ...archive, page: 'month', month: '2026-11' });
  assert.deepEqual(parseRoute(hashOfArchive('2026-11-12')), { ...archive, page: 'day', day: '2026-11-12' });
  for (const time of ['2026-13', '2026-11-32', '2026-02-31', '2026', '../today', '']) {
    assert.deepEqual(parseRoute(hashOfArchive(time)), { ...archive, page: 'latest' }, time);
  }
  assert.deepEqual(parseRoute('#/classement/2026-11'), { view: 'leaderboard', period: 'day' });
});

test('opens the game for an unknown address', () => {
  for (const hash of ['', '#', '#/nulle-part', '#//']) assert.equal(parseRoute(hash).view, 'game');
});

test('takes another period or month for the same place, another league or day for another one', () => {
  const place = (hash: string) => placeOf(parseRoute(hash));
  assert.equal(place(hashOfLeague(league)), place(hashOfLeague(league, 'week')));
  assert.equal(place(hashOfArchive('2026-11')), place(hashOfArchive('2026-10')));
  assert.notEqual(place(hashOfLeague(league)), place(hashOf('leagues')));
  assert.notEqual(place(hashOfArchive('2026-11-12')), place(hashOfArchive('2026-11-13')));
});
