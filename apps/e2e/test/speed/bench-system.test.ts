import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Seat } from '@motus/bench';
import { type BenchSystem, startBenchSystem } from '@motus/bench';

let bench: BenchSystem;
before(async () => {
  bench = await startBenchSystem({ players: 1 });
});
after(() => bench.end());

async function guess({ player, cookie }: Seat, row: number): Promise<void> {
  const word = bench.words[row] ?? '';
  const response = await fetch(`${bench.origin}/api/attempts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ day: bench.day, row, word }),
  });
  assert.equal(response.status, 200, await response.text());
  bench.journal.add([{ player, row, word }]);
}

test('the system takes a sealed session for one from a login', async () => {
  const [, sealed] = bench.seats(2);
  const response = await fetch(`${bench.origin}/api/me`, { headers: { cookie: sealed?.cookie ?? '' } });
  assert.equal(response.status, 200);
  const { player } = (await response.json()) as { player: unknown };
  assert.deepEqual(player, { id: sealed?.player, name: 'Banc 1' });
});

test('a ledger that somebody has changed is found out', async () => {
  const seats = bench.seats(2);
  for (const seat of seats) for (const row of [1, 2]) await guess(seat, row);
  assert.deepEqual(await bench.check(), { acknowledged: 4, rows: 4, lost: [], doubled: [] });

  const plays = seats.map(({ player }) => `{${player}}:play:${bench.day}`);
  const [row] = await bench.store.lrange(plays[0] ?? '', -1, -1);
  await bench.store.rpop(plays[0] ?? '');
  await bench.store.rpush(plays[1] ?? '', row ?? '');
  const { lost, doubled } = await bench.check();
  assert.deepEqual([lost.length, doubled.length], [1, 1]);
});
