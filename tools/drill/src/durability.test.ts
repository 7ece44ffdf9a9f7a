import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from './checks.ts';
import { MAX_LOSS_MS, mayBeLost } from './durability.ts';
import { Journal } from './journal.ts';
import { Recorder } from './recorder.ts';
import { footnotes } from './table.ts';

const DAY = '2026-11-21';
const cut = { name: 'everything', phase: 3, from: 10_000, until: 10_050 };

test('with `second` a power cut may lose the answers of the last two seconds, with `always` none', () => {
  const attempt = (acknowledgedAt: number) => ({ kind: 'attempt' as const, acknowledgedAt });
  const lost = [7_999, 8_000, 10_050, 10_051].map((at) => mayBeLost('second', cut, attempt(at)));
  assert.deepEqual(lost, [false, true, true, false]);
  assert.equal(MAX_LOSS_MS, 2000);
  assert.equal(mayBeLost('always', cut, attempt(9_999)), false);
});

test('a power cut of one store may lose only the entries in that store', () => {
  const recent = (kind: 'attempt' | 'account' | 'merge') => ({ kind, acknowledgedAt: 9_999 });
  const of = (name: string) =>
    (['attempt', 'account', 'merge'] as const).map((kind) =>
      mayBeLost('second', { ...cut, name }, recent(kind)),
    );
  assert.deepEqual(of('score-store'), [true, false, true]);
  assert.deepEqual(of('auth-store'), [false, true, false]);
});

function played(journal: Journal, player: string, rows: number, phase = 0): void {
  for (let row = 1; row <= rows; row++)
    journal.addAttempt({ player, day: DAY, row, word: `W${row}`, pattern: [], at: row, phase });
}

test('only entries at risk may be missing from the ledger', () => {
  const journal = new Journal();
  played(journal, 'A', 3);
  played(journal, 'B', 2);
  const last = journal.entries[2];
  journal.markAtRisk((entry) => entry === last, 3);
  assert.deepEqual(journal.uncertain, ['A']);
  // The ledger lacks two rows of A and one of B.
  journal.forgoAttempts({ player: 'A', day: DAY }, 1);
  journal.forgoAttempts({ player: 'B', day: DAY }, 1);
  assert.deepEqual(journal.forgone, [{ entry: last, phase: 3 }]);
  const [a, b] = journal.plays();
  assert.deepEqual([a?.attempts.length, b?.attempts.length], [2, 2]);
});

test('an account at risk that is missing is no longer expected', () => {
  const journal = new Journal();
  journal.addAccount('A', 0);
  journal.addAccount('B', 0);
  journal.markAtRisk((entry) => entry.player === 'A', 3);
  assert.deepEqual([journal.isAccountAtRisk('A'), journal.isAccountAtRisk('B')], [true, false]);
  assert.equal(journal.hasLostUnknownAccount, false);
  journal.forgoAccount('A');
  journal.forgoAccount('B');
  assert.equal(journal.hasLostUnknownAccount, true);
  journal.setId('A', 'id of A');
  assert.equal(journal.hasLostUnknownAccount, false);
  assert.deepEqual(journal.accounts, ['B']);
  assert.deepEqual(
    journal.forgone.map(({ entry }) => entry.player),
    ['A'],
  );
});

test('a merge of a guest’s play that is at risk puts every row of the play at risk', () => {
  const journal = new Journal();
  played(journal, 'A', 2);
  journal.addMerge('A', 0);
  journal.markAtRisk(({ kind }) => kind === 'merge', 3);
  journal.forgoAttempts({ player: 'A', day: DAY }, 0);
  assert.equal(journal.forgone.length, 2);
});

test('an allowed loss passes and is shown in the column and a footnote; any other loss fails', () => {
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
  assert.match(nothingLost(0, 4)?.detail ?? '', /4 shortly before the cut, which DURABILITY=second allows/);
  const row = { phase, kind: 'everything' as const, lost: 0, forgone: 4, doubled: 0 };
  assert.match(footnotes([row])[0] ?? '', /everything power cut .*: 4 of the lost answers/);
});
