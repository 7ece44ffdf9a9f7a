import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeMonitoring, mustAlert, mustNotice, watchFault } from './fault-watch.ts';
import type { InjectedFault, Monitor } from './monitor.ts';
import type { Alert, Prometheus } from './prometheus.ts';
import { Recorder } from './recorder.ts';

const KILL: InjectedFault = { kind: 'service', instance: 'motus1', fault: 'kill', injectedAt: 100_000 };

/** A monitor that reports a fault from its n-th poll on, 0 for never. */
function monitor(name: Monitor['name'], polls: number, within = 2000): Monitor {
  let asked = 0;
  return { name, observe: () => ({ within, isReported: async () => ++asked === polls }) };
}

function prometheusWith(alerts: readonly Alert[]): Prometheus {
  return { samples: async () => [], alerts: async () => alerts };
}

function phaseNow() {
  const phase = new Recorder().begin('motus1', 'kill');
  phase.faultAt = performance.now();
  return phase;
}

test('records the first monitor that reports the fault, and the first alert about its component', async () => {
  const phase = phaseNow();
  const labels = { alertname: 'InstanceDown', instance: 'motus1' };
  const end = watchFault(
    {
      monitors: [monitor('Prometheus', 2), monitor('HAProxy', 1)],
      prometheus: prometheusWith([{ labels, state: 'firing', activeAt: 100_001 }]),
    },
    phase,
    KILL,
  );
  await end();
  assert.equal(phase.noticed?.by, 'HAProxy');
  assert.equal(phase.alerted?.by, 'InstanceDown');
  assert.ok(phase.noticed.at >= (phase.faultAt ?? Number.NaN));
});

test('records nothing when nothing reports the fault, and goes on when a monitor does not answer', async () => {
  const phase = phaseNow();
  const silent: Monitor = {
    name: 'Sentinel',
    observe: () => ({ within: 1, isReported: () => Promise.reject(new Error('no answer')) }),
  };
  await watchFault({ monitors: [silent, monitor('HAProxy', 0)], prometheus: undefined }, phase, KILL)();
  assert.deepEqual([phase.noticed, phase.alerted], [undefined, undefined]);
});

test('a kill or a hang must be noticed by the monitors whose time it lasted, other faults by none', () => {
  const monitors = [monitor('HAProxy', 1, 2000), monitor('Prometheus', 1, 6000)];
  const names = (fault: InjectedFault['fault'], downtime: number) =>
    mustNotice({ monitors, prometheus: undefined }, { ...KILL, fault }, downtime);
  assert.deepEqual(names('kill', 1999), []);
  assert.deepEqual(names('hang', 2000), ['HAProxy']);
  assert.deepEqual(names('kill', 8000), ['HAProxy', 'Prometheus']);
  assert.deepEqual(names('term', 8000), []);
  const unseen: Monitor = { name: 'Sentinel', observe: () => undefined };
  assert.deepEqual(mustNotice({ monitors: [unseen], prometheus: undefined }, KILL, 8000), []);
});

test('an alert must fire about an instance of the game that was down for longer than the rules wait', () => {
  const observed = { monitors: [], prometheus: prometheusWith([]) };
  assert.equal(mustAlert(observed, KILL, 45_000), true);
  assert.equal(mustAlert(observed, KILL, 44_999), false);
  assert.equal(mustAlert({ ...observed, prometheus: undefined }, KILL, 60_000), false);
  assert.equal(mustAlert(observed, { ...KILL, kind: 'observability', instance: 'shipper' }, 60_000), false);
});

test('the report says what notices a fault', () => {
  const monitors = [monitor('HAProxy', 1), monitor('Sentinel', 1)];
  assert.match(
    describeMonitoring({ monitors, prometheus: undefined }),
    /HAProxy \(services\), Sentinel \(stores and Sentinels\); without Prometheus/,
  );
});
