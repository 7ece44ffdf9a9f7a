import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LoadPlayer } from '@motus/bench';
import { type BenchSystem, startBenchSystem } from '@motus/bench';

let bench: BenchSystem;
before(async () => {
  bench = await startBenchSystem({ players: 1 });
});
after(() => bench.end());

async function guess({ id, cookie }: LoadPlayer, row: number): Promise<void> {
  const word = bench.words[row] ?? '';
  const response = await fetch(`${bench.origin}/api/attempts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ day: bench.day, row, word }),
  });
  assert.equal(response.status, 200, await response.text());
  bench.journal.add([{ player: id, row, word }]);
}

test('motus accepts a session that the bench sealed', async () => {
  const [, sealed] = bench.freshPlayers(2);
  const response = await fetch(`${bench.origin}/api/me`, { headers: { cookie: sealed?.cookie ?? '' } });
  assert.equal(response.status, 200);
  const { player } = (await response.json()) as { player: unknown };
  assert.deepEqual(player, { id: sealed?.id, name: 'Banc 1' });
});

test('the check of the ledger reports a lost and a doubled row', async () => {
  const players = bench.freshPlayers(2);
  for (const player of players) for (const row of [1, 2]) await guess(player, row);
  assert.deepEqual(await bench.check(), { acknowledged: 4, rows: 4, lost: [], doubled: [] });

  const plays = players.map(({ id }) => `{${id}}:play:${bench.day}`);
  const [row] = await bench.store.lrange(plays[0] ?? '', -1, -1);
  await bench.store.rpop(plays[0] ?? '');
  await bench.store.rpush(plays[1] ?? '', row ?? '');
  const { lost, doubled } = await bench.check();
  assert.deepEqual([lost.length, doubled.length], [1, 1]);
});
