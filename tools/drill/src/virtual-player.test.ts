import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Send } from '@motus/testing/player';
import { Journal } from './journal.ts';
import { VirtualPlayer } from './virtual-player.ts';

const GAME = { day: '2026-11-21', length: 6, firstLetter: 'B', state: 'playing', rows: [] as object[] };

/** A guest who has played a row that the fake system then loses. */
async function guestAfterLoss() {
  const journal = new Journal();
  let conflicts = false;
  let sent = 0;
  const send: Send = async (url, { method }) => {
    sent++;
    if (method !== 'POST') return Response.json(url.endsWith('/api/today') ? { game: GAME } : {});
    if (conflicts) return Response.json({ code: 'row_not_next' }, { status: 409 });
    return Response.json({ ...GAME, rows: [{ word: 'BALLON', pattern: [], at: 1 }] });
  };
  const player = new VirtualPlayer({
    origin: 'http://localhost:1',
    name: 'A',
    send,
    journal,
    phase: () => 0,
    guestRows: 3,
    plan: async () => ['BALLON', 'BATEAU'],
  });
  await player.arrive();
  await player.attempt();
  conflicts = true;
  return { player, journal, sent: () => sent };
}

test('a read and an attempt each record a contradiction if an acknowledged row is missing', async () => {
  const { player, journal } = await guestAfterLoss();
  await player.today();
  await player.attempt();
  assert.equal(player.state, 'lost');
  assert.equal(journal.contradictions.length, 2);
});

test('a player with entries at risk sends no further attempt and records no contradiction', async () => {
  const { player, journal, sent } = await guestAfterLoss();
  journal.markAtRisk(() => true, 1);
  await player.today();
  const before = sent();
  await player.attempt();
  assert.equal(sent(), before);
  assert.deepEqual([player.state, player.pending, journal.contradictions], ['lost', false, []]);
});
