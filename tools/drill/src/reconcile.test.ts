import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Send } from '@motus/testing/player';
import { Journal } from './journal.ts';
import { reconcile } from './reconcile.ts';
import { VirtualPlayer } from './virtual-player.ts';

const ORIGIN = 'http://localhost:1';
const GAME = { day: '2026-11-21', length: 6, firstLetter: 'B', state: 'playing' };
const ROWS = ['BALLON', 'BATEAU'].map((word, i) => ({ word, pattern: [], at: i + 1 }));

/** A fake system that, without power, stores each request but does not answer. */
function fakeSystem() {
  const state = { rows: 0, hasPower: true, hasAccount: false, isLoggedIn: false };
  const game = () => ({ ...GAME, rows: ROWS.slice(0, state.rows) });
  const send: Send = async (address, { method = 'GET' }) => {
    const { pathname } = new URL(address);
    if (pathname === '/api/attempts') state.rows++;
    if (pathname === '/interaction/1/register') state.hasAccount = true;
    if (pathname === '/interaction/1/login') state.isLoggedIn = state.hasAccount;
    if (method === 'POST' && !state.hasPower) throw new Error('no answer');
    if (pathname === '/api/attempts') return Response.json(game());
    if (pathname === '/api/today') return Response.json({ game: game() });
    if (pathname === '/api/me')
      return Response.json(state.isLoggedIn ? { guest: false, player: { id: 'id of A' } } : { guest: true });
    if (pathname === '/login')
      return new Response(null, { status: 303, headers: { location: '/interaction/1' } });
    const form = `<a href="/interaction/1/register-form"></a><form action="/interaction/1/${
      pathname.endsWith('register-form') ? 'register' : 'login'
    }"></form>`;
    const isRefused = pathname === '/interaction/1/login' && !state.isLoggedIn;
    return new Response(form, { status: isRefused ? 422 : 200 });
  };
  return { state, send };
}

/** A guest whose first row was acknowledged before the power cut. */
async function guestAfterFirstRow(send: Send, guestRows: number) {
  const journal = new Journal();
  const plan = async () => ROWS.map(({ word }) => word);
  const options = { origin: ORIGIN, name: 'A', send, journal, phase: () => 0, guestRows, plan };
  const player = new VirtualPlayer(options);
  await player.arrive();
  await player.attempt();
  return { journal, player };
}

test('adds an attempt that was stored before a power cut without an acknowledgement', async () => {
  const { state, send } = fakeSystem();
  const { journal, player } = await guestAfterFirstRow(send, 3);
  state.hasPower = false;
  await assert.rejects(player.attempt());
  journal.markAtRisk(() => true, 1);
  state.hasPower = true;
  await player.attempt();
  assert.equal(journal.plays()[0]?.attempts.length, 1);
  await reconcile(journal, [player], async () => true);
  const [play] = journal.plays();
  assert.deepEqual(
    [play?.attempts.map(({ word }) => word), play?.pending],
    [['BALLON', 'BATEAU'], undefined],
  );
});

for (const hasAccount of [true, false]) {
  test(`resolves an interrupted registration that ${hasAccount ? 'created an account' : 'created no account'}; the player sends nothing before`, async () => {
    const { state, send } = fakeSystem();
    let sent = 0;
    const counting: Send = (url, init) => {
      sent++;
      return send(url, init);
    };
    const { journal, player } = await guestAfterFirstRow(counting, 1);
    state.hasPower = false;
    await assert.rejects(player.attempt());
    Object.assign(state, { hasPower: true, hasAccount });
    const before = sent;
    await player.attempt();
    assert.deepEqual([sent, player.state, player.pending], [before, 'lost', false]);
    await reconcile(journal, [player], async () => true);
    assert.equal(journal.idOf('A'), hasAccount ? 'id of A' : undefined);
    assert.equal(journal.hasLostUnknownAccount, false);
  });
}

test('checks the account of a player whose arrival a power cut interrupted', async () => {
  const journal = new Journal();
  for (const name of ['A', 'B']) journal.addAccount(name, 0);
  journal.markAtRisk(() => true, 1);
  await reconcile(journal, [], async (name) => name === 'B');
  assert.deepEqual(journal.accounts, ['B']);
});
