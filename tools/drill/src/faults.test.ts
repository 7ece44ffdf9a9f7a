import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Component } from './components.ts';
import type { Durability } from './durability.ts';
import { runFault, type Scene } from './faults.ts';
import { Journal } from './journal.ts';
import type { Load } from './load.ts';
import type { Fault } from './options.ts';
import { Recorder } from './recorder.ts';
import type { Target } from './target.ts';

/** A drill whose target only says what is done to it. */
function scene(durability: Durability, inject: (name: string) => Promise<void> = async () => undefined) {
  const done: string[] = [];
  const journal = new Journal();
  const target: Pick<Target, 'inject' | 'revert' | 'ailments'> = {
    async inject(name, fault) {
      done.push(`${fault} ${name}`);
      await inject(name);
    },
    async revert(name, fault) {
      done.push(`revert ${fault} ${name}`);
    },
    ailments: async () => [],
  };
  const load: Pick<Load, 'waitForHeldUp'> = { waitForHeldUp: async () => undefined };
  const made = {
    target: target as Target,
    load: load as unknown as Load,
    recorder: new Recorder(),
    journal,
    durability,
    look: async () => {
      done.push('look');
    },
    tell: () => undefined,
  } satisfies Scene;
  return { made, done, journal };
}

function step(name: string, kind: Component['kind'], fault: Fault) {
  return { component: { name, kind, instance: async () => name }, fault };
}

// A fault takes two seconds at least: together they take no more.
describe('a fault', { concurrency: true }, () => {
  test('the memory is looked at before the fault, which is taken back in the end', async () => {
    const { made, done } = scene('second');
    const phase = await runFault(made, step('score-store', 'store', 'disk-full'), 0);
    assert.deepEqual(done, ['look', 'disk-full score-store', 'revert disk-full score-store']);
    assert.equal(phase.fault, 'disk full');
    assert.ok(phase.healthyAt !== undefined);
  });

  test('a fault that could not be done is taken back, and is no healthy recovery', async () => {
    const { made, done } = scene('second', () => Promise.reject(new Error('the only copy')));
    const phase = await runFault(made, step('score-store1', 'replica', 'disk-lost'), 0);
    assert.equal(done.at(-1), 'revert disk-lost score-store1');
    assert.equal(phase.healthyAt, undefined);
    assert.deepEqual(phase.ailments, ['not done: the only copy']);
  });

  for (const [fault, durability, uncertain] of [
    ['power-cut', 'second', ['A']],
    ['power-cut', 'always', []],
    // A Redis keeps writes in memory while it syncs, and loses them when it is killed.
    ['kill', 'second', ['A']],
    ['kill', 'always', []],
  ] as const) {
    test(`after a ${fault} of everything with ${durability} nothing is known of ${uncertain.length} who were told something just before`, async () => {
      const { made, journal } = scene(durability);
      journal.account('A', 0);
      await runFault(made, step('everything', 'everything', fault), 0);
      assert.deepEqual(journal.uncertain, uncertain);
    });
  }

  test('after the kill of one instance all is known', async () => {
    const { made, journal } = scene('second');
    journal.account('A', 0);
    await runFault(made, step('motus1', 'service', 'kill'), 0);
    assert.deepEqual(journal.uncertain, []);
  });
});
