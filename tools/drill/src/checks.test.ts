import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from './checks.ts';
import type { Outcome } from './client.ts';
import { labelOf } from './fault-plan.ts';
import type { Fault } from './options.ts';
import { Recorder } from './recorder.ts';

const READ = { request: 'GET /api/today', status: 200, failed: false, refused: false };
const WRITE = { request: 'POST /api/attempts', status: 200, failed: false, refused: false };
const REFUSED = { status: 503, failed: true, refused: true };
const FAILED = { status: 500, failed: true, refused: false };

/** What of a store's phase did not pass, where each outcome came while its disks were full or without power. */
function broken(
  fault: Fault,
  outcomes: readonly Pick<Outcome, 'request' | 'status' | 'failed' | 'refused'>[],
) {
  const recorder = new Recorder();
  const phase = recorder.begin('score-store', labelOf(fault));
  phase.faultAt = phase.startedAt;
  phase.healthyAt = phase.startedAt;
  for (const outcome of outcomes)
    recorder.add(phase, { ...outcome, at: phase.startedAt + 1, took: 1, tries: 1 });
  const row = { phase, kind: 'store' as const, lost: 0, forgone: 0, doubled: 0 };
  return checksOf([row], { differences: [], findings: [] }, false)
    .filter(({ passed }) => !passed)
    .map(({ what }) => what.replace(/^.*: /, ''));
}

test('a full disk may refuse writes with 503 and Retry-After while reads go on', () => {
  assert.deepEqual(broken('disk-full', [READ, { ...WRITE, ...REFUSED }, WRITE]), []);
});

test('a full disk that fails a write otherwise, refuses a read or answers none is found', () => {
  const refused = { ...WRITE, ...REFUSED };
  const otherwise = 'what fails is answered with 503 and Retry-After';
  assert.deepEqual(broken('disk-full', [READ, refused, { ...WRITE, ...FAILED }]), [otherwise]);
  assert.deepEqual(broken('disk-full', [READ, refused, { ...READ, ...REFUSED }]), ['reads go on']);
  assert.deepEqual(broken('disk-full', [refused]), ['reads go on']);
});

test('a disk on which every write succeeds was not full', () => {
  assert.deepEqual(broken('disk-full', [READ, WRITE]), ['writes are refused']);
});

test('a store without power may refuse reads too, and nothing fails otherwise', () => {
  assert.deepEqual(
    broken('power-cut', [
      { ...READ, ...REFUSED },
      { ...WRITE, ...REFUSED },
    ]),
    [],
  );
  assert.equal(broken('power-cut', [{ ...READ, ...FAILED }]).length, 1);
});
