import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checksOf } from './checks.ts';
import type { RequestOutcome } from './client.ts';
import { faultLabel } from './fault-plan.ts';
import type { Fault } from './options.ts';
import { type Phase, Recorder } from './recorder.ts';

const READ = { request: 'GET /api/today', status: 200, failed: false, refused: false };
const WRITE = { request: 'POST /api/attempts', status: 200, failed: false, refused: false };
const REFUSED = { status: 503, failed: true, refused: true };
const FAILED = { status: 500, failed: true, refused: false };

/** The names of the failed checks of a store, if the requests during the fault had these outcomes. */
function failedChecks(
  fault: Fault,
  outcomes: readonly Pick<RequestOutcome, 'request' | 'status' | 'failed' | 'refused'>[],
) {
  const recorder = new Recorder();
  const phase = recorder.begin('score-store', faultLabel(fault));
  phase.faultAt = phase.startedAt;
  phase.healthyAt = phase.startedAt;
  for (const outcome of outcomes)
    recorder.add(phase, { ...outcome, at: phase.startedAt + 1, took: 1, tries: 1 });
  const row = { phase, kind: 'store' as const, lost: 0, forgone: 0, doubled: 0 };
  return checksOf([row], { differences: [], findings: [] }, false)
    .filter(({ passed }) => !passed)
    .map(({ what }) => what.replace(/^.*: /, ''));
}

test('passes if a full disk refuses writes with 503 and Retry-After, and reads are answered', () => {
  assert.deepEqual(failedChecks('disk-full', [READ, { ...WRITE, ...REFUSED }, WRITE]), []);
});

test('fails if a write fails otherwise on a full disk, a read is refused, or no read is answered', () => {
  const refused = { ...WRITE, ...REFUSED };
  const otherwise = 'requests fail only with 503 and Retry-After';
  assert.deepEqual(failedChecks('disk-full', [READ, refused, { ...WRITE, ...FAILED }]), [otherwise]);
  assert.deepEqual(failedChecks('disk-full', [READ, refused, { ...READ, ...REFUSED }]), [
    'reads are answered',
  ]);
  assert.deepEqual(failedChecks('disk-full', [refused]), ['reads are answered']);
});

test('fails if every write succeeds, because the disk was not full', () => {
  assert.deepEqual(failedChecks('disk-full', [READ, WRITE]), ['writes are refused']);
});

test('passes if a store without power refuses reads and writes, fails if a request fails otherwise', () => {
  assert.deepEqual(
    failedChecks('power-cut', [
      { ...READ, ...REFUSED },
      { ...WRITE, ...REFUSED },
    ]),
    [],
  );
  assert.equal(failedChecks('power-cut', [{ ...READ, ...FAILED }]).length, 1);
});

test('fails if a fault was not noticed, or raised no alert, although it lasted long enough', () => {
  const failed = (changes: Partial<Phase>) => {
    const phase = { ...new Recorder().begin('motus1', 'kill'), healthyAt: 1, requests: 1, ...changes };
    const row = { phase, kind: 'service' as const, lost: 0, forgone: 0, doubled: 0 };
    return checksOf([row], { differences: [], findings: [] }, false).filter(({ passed }) => !passed);
  };
  assert.deepEqual(failed({}), []);
  assert.deepEqual(failed({ mustNotice: ['HAProxy', 'Prometheus'] }), [
    { what: 'motus1 kill: noticed', passed: false, detail: 'not by HAProxy or Prometheus' },
  ]);
  assert.deepEqual(failed({ mustAlert: true }), [
    { what: 'motus1 kill: an alert fires', passed: false, detail: 'none' },
  ]);
  const noticed = { at: 1, by: 'HAProxy' };
  const alerted = { at: 2, by: 'InstanceDown' };
  assert.deepEqual(failed({ mustNotice: ['HAProxy'], noticed, mustAlert: true, alerted }), []);
});
