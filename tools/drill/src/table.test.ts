import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Phase, Recorder } from './recorder.ts';
import { HEADINGS, rowCells } from './table.ts';

/** The cells of the columns about times after a fault. */
function timesOf(changes: Partial<Phase>, kind: 'service' | 'none' = 'service') {
  const phase = { ...new Recorder().begin('motus1', 'kill'), faultAt: 10_000, ...changes };
  const cells = rowCells({ phase, kind, lost: 0, forgone: 0, doubled: 0 });
  return ['noticed after', 'alerted after', 'healthy after'].map((name) => cells[HEADINGS.indexOf(name)]);
}

test('a row shows how long after the fault it was noticed and alerted, and by what', () => {
  const noticed = { at: 11_250, by: 'HAProxy' };
  const alerted = { at: 45_000, by: 'InstanceDown' };
  assert.deepEqual(timesOf({ noticed, alerted, revertedAt: 60_000, healthyAt: 62_000 }), [
    '1.3 s (HAProxy)',
    '35.0 s (InstanceDown)',
    '2.0 s',
  ]);
});

test('a row shows a dash for what nothing noticed, and nothing without a fault', () => {
  assert.deepEqual(timesOf({ revertedAt: 60_000 }), ['–', '–', 'never']);
  assert.deepEqual(timesOf({}, 'none'), ['', '', '']);
});
