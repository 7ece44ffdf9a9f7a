import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Journal } from './journal.ts';
import { checkLedger } from './ledger-check.ts';

const WORDS = ['BALLON', 'BATEAU', 'BUREAU'];

function journalled(): Journal {
  const journal = new Journal();
  for (const player of ['a', 'b']) journal.add(WORDS.map((word, i) => ({ player, row: i + 1, word })));
  return journal;
}

async function check(plays: Record<string, string[]>) {
  const { lost, doubled, rows } = await checkLedger(journalled(), async (players) =>
    players.map((player) => plays[player] ?? []),
  );
  return { lost: lost.length, doubled: doubled.length, rows };
}

test('a ledger with exactly the acknowledged rows passes', async () => {
  assert.deepEqual(await check({ a: WORDS, b: WORDS }), { lost: 0, doubled: 0, rows: 6 });
});

test('a missing row counts as lost', async () => {
  assert.deepEqual(await check({ a: WORDS, b: WORDS.slice(0, 2) }), { lost: 1, doubled: 0, rows: 5 });
  assert.deepEqual(await check({ a: WORDS }), { lost: 3, doubled: 0, rows: 3 });
});

test('a row with another word counts as lost', async () => {
  assert.deepEqual(await check({ a: WORDS, b: WORDS.with(1, 'BESOIN') }), { lost: 1, doubled: 0, rows: 6 });
});

test('an extra row counts as doubled', async () => {
  assert.deepEqual(await check({ a: [...WORDS, 'BUREAU'], b: WORDS }), { lost: 0, doubled: 1, rows: 7 });
});

test('a lost row and a doubled row are both reported although the number of rows is right', async () => {
  assert.deepEqual(await check({ a: WORDS.slice(0, 2), b: [...WORDS, 'BUREAU'] }), {
    lost: 1,
    doubled: 1,
    rows: 6,
  });
});
