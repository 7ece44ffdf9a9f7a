import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createEventLog } from '@motus/measurement';
import { EVENTS } from '@motus/observability';
import { startTestLoki } from '@motus/testing';
import type { Component } from './components.ts';
import { type Durability, MAX_LOSS_MS } from './durability.ts';
import { type FaultContext, runFault } from './faults.ts';
import { Journal } from './journal.ts';
import type { Load } from './load.ts';
import type { Fault } from './options.ts';
import { Recorder } from './recorder.ts';
import type { Target } from './target.ts';

/** The context of a fake target that only records the calls. */
function fakeContext(
  durability: Durability,
  inject: (name: string) => Promise<void> = async () => undefined,
) {
  const calls: string[] = [];
  const clock = { time: 100_000 };
  const now = () => clock.time;
  const journal = new Journal(now);
  const target: Pick<Target, 'inject' | 'revert' | 'healthProblems' | 'monitors' | 'prometheus'> = {
    async inject(name, fault) {
      calls.push(`${fault} ${name}`);
      await inject(name);
    },
    async revert(name, fault) {
      calls.push(`revert ${fault} ${name}`);
    },
    healthProblems: async () => [],
    monitors: [],
    prometheus: undefined,
  };
  const load: Pick<Load, 'waitForHeldUp'> = { waitForHeldUp: async () => undefined };
  const context = {
    target: target as Target,
    load: load as unknown as Load,
    recorder: new Recorder(),
    journal,
    durability,
    now,
    events: createEventLog('drill', undefined),
    sampleMemory: async () => {
      calls.push('sampleMemory');
    },
    log: () => undefined,
  } satisfies FaultContext;
  return { context, calls, journal, clock };
}

function step(name: string, kind: Component['kind'], fault: Fault) {
  return { component: { name, kind, resolveInstance: async () => name }, fault };
}

// Each fault takes at least two seconds, so the tests run concurrently.
describe('a fault', { concurrency: true }, () => {
  test('the memory is read before the fault, and the fault is reverted', async () => {
    const { context, calls } = fakeContext('second');
    const phase = await runFault(context, step('score-store', 'store', 'disk-full'), 0);
    assert.deepEqual(calls, ['sampleMemory', 'disk-full score-store', 'revert disk-full score-store']);
    assert.equal(phase.fault, 'disk full');
    assert.ok(phase.healthyAt !== undefined);
  });

  test('a fault whose injection fails is reverted, and its phase is not healthy', async () => {
    const { context, calls } = fakeContext('second', () => Promise.reject(new Error('the only copy')));
    const phase = await runFault(context, step('score-store1', 'replica', 'disk-lost'), 0);
    assert.equal(calls.at(-1), 'revert disk-lost score-store1');
    assert.equal(phase.healthyAt, undefined);
    assert.deepEqual(phase.healthProblems, ['not done: the only copy']);
  });

  for (const [fault, durability, uncertain] of [
    ['power-cut', 'second', ['A']],
    ['power-cut', 'always', []],
    // Redis keeps writes in memory during a sync, and loses them on SIGKILL.
    ['kill', 'second', ['A']],
    ['kill', 'always', []],
  ] as const) {
    test(`after a ${fault} of everything with ${durability}, ${uncertain.length} players with a recent acknowledgement are uncertain`, async () => {
      const { context, journal, clock } = fakeContext(durability);
      journal.addAccount('B', 0);
      clock.time += MAX_LOSS_MS + 1;
      journal.addAccount('A', 0);
      await runFault(context, step('everything', 'everything', fault), 0);
      assert.deepEqual(journal.uncertain, uncertain);
    });
  }

  test('after the kill of one instance no player is uncertain', async () => {
    const { context, journal } = fakeContext('second');
    journal.addAccount('A', 0);
    await runFault(context, step('motus1', 'service', 'kill'), 0);
    assert.deepEqual(journal.uncertain, []);
  });
});

test('the beginning and the end of a fault are the declared events of the drill', async () => {
  const loki = await startTestLoki();
  const events = createEventLog('drill', loki.url);
  const { context } = fakeContext('second');
  await runFault({ ...context, events }, step('score-store', 'store', 'disk-full'), 0);
  await events.close();
  await loki.stop();
  const lines = loki.lines.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
  const declared = EVENTS.filter(({ services }) => services.includes('drill'));
  assert.deepEqual(
    lines.map(({ event }) => event),
    declared.map(({ event }) => event),
  );
  for (const [
    i,
    { level: _l, time: _t, service: _s, instance: _i, msg: _m, event: _e, ...fields },
  ] of lines.entries()) {
    assert.deepEqual(Object.keys(fields), declared[i]?.fields);
    assert.deepEqual(fields, { target: 'score-store', fault: 'disk full' });
  }
});

test('a fault that was not injected is no event', async () => {
  const written: string[] = [];
  const { context } = fakeContext('second', () => Promise.reject(new Error('the only copy')));
  const events = { ...context.events, write: (event: string) => void written.push(event) };
  await runFault({ ...context, events }, step('score-store1', 'replica', 'disk-lost'), 0);
  assert.deepEqual(written, []);
});
