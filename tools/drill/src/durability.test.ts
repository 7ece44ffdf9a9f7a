import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from './checks.ts';
import { MAY_LOSE, mayLose } from './durability.ts';
import { Journal } from './journal.ts';
import { Recorder } from './recorder.ts';
import { footnotes } from './table.ts';

const DAY = '2026-11-21';
const cut = { name: 'everything', phase: 3, from: 10_000, until: 10_050 };

test('with `second` a power cut may take the last two seconds, with `always` nothing', () => {
  const attempt = (acknowledgedAt: number) => ({ kind: 'attempt' as const, acknowledgedAt });
  const taken = [7_999, 8_000, 10_050, 10_051].map((at) => mayLose('second', cut, attempt(at)));
  assert.deepEqual(taken, [false, true, true, false]);
  assert.equal(MAY_LOSE, 2000);
  assert.equal(mayLose('always', cut, attempt(9_999)), false);
});

test('the power cut of a store takes what is in that store', () => {
  const recent = (kind: 'attempt' | 'account' | 'move') => ({ kind, acknowledgedAt: 9_999 });
  const of = (name: string) =>
    (['attempt', 'account', 'move'] as const).map((kind) =>
      mayLose('second', { ...cut, name }, recent(kind)),
    );
  assert.deepEqual(of('score-store'), [true, false, true]);
  assert.deepEqual(of('auth-store'), [false, true, false]);
});

function played(journal: Journal, player: string, rows: number, phase = 0): void {
  for (let row = 1; row <= rows; row++)
    journal.acknowledged({ player, day: DAY, row, word: `W${row}`, pattern: [], at: row, phase });
}

test('only what a power cut may have taken need not be there any more', () => {
  const journal = new Journal();
  played(journal, 'A', 3);
  played(journal, 'B', 2);
  const last = journal.entries[2];
  journal.powerCut((entry) => entry === last, 3);
  assert.deepEqual(journal.uncertain, ['A']);
  // The ledger lacks two rows of A and one of B.
  journal.forgoAttempts({ player: 'A', day: DAY }, 1);
  journal.forgoAttempts({ player: 'B', day: DAY }, 1);
  assert.deepEqual(journal.forgone, [{ entry: last, phase: 3 }]);
  const [a, b] = journal.plays();
  assert.deepEqual([a?.attempts.length, b?.attempts.length], [2, 2]);
});

test('an account that a power cut may have taken is not asked for any more', () => {
  const journal = new Journal();
  journal.account('A', 0);
  journal.account('B', 0);
  journal.powerCut((entry) => entry.player === 'A', 3);
  assert.deepEqual([journal.isAccountAtRisk('A'), journal.isAccountAtRisk('B')], [true, false]);
  assert.equal(journal.hasLostUnknownAccount, false);
  journal.forgoAccount('A');
  journal.forgoAccount('B');
  assert.equal(journal.hasLostUnknownAccount, true);
  journal.identify('A', 'id of A');
  assert.equal(journal.hasLostUnknownAccount, false);
  assert.deepEqual(journal.accounts, ['B']);
  assert.deepEqual(
    journal.forgone.map(({ entry }) => entry.player),
    ['A'],
  );
});

test('a guest’s play that a power cut may have taken off its account again is at risk with every row', () => {
  const journal = new Journal();
  played(journal, 'A', 2);
  journal.moved('A', 0);
  journal.powerCut(({ kind }) => kind === 'move', 3);
  journal.forgoAttempts({ player: 'A', day: DAY }, 0);
  assert.equal(journal.forgone.length, 2);
});

test('what the setting allows is in the column and in a footnote, and what it does not fails', () => {
  const recorder = new Recorder();
  const phase = recorder.begin('everything', 'power cut (unsynced lost)');
  const checks = (lost: number, forgone: number) =>
    checksOf(
      [{ phase, kind: 'everything', lost, forgone, doubled: 0 }],
      { differences: [], findings: [] },
      false,
    );
  const nothingLost = (lost: number, forgone: number) =>
    checks(lost, forgone).find(({ what }) => what.endsWith('nothing lost'));
  assert.deepEqual([nothingLost(0, 4)?.passed, nothingLost(1, 0)?.passed], [true, false]);
  assert.match(nothingLost(0, 4)?.detail ?? '', /4 of the last moment, which DURABILITY=second allows/);
  const row = { phase, kind: 'everything' as const, lost: 0, forgone: 4, doubled: 0 };
  assert.match(footnotes([row])[0] ?? '', /everything power cut .*: 4 of them/);
});
