import assert from 'node:assert/strict';
import { test } from 'node:test';
import { revertFaultsOnEnd } from './revert-on-end.ts';
import type { Target } from './target.ts';

/** A target that records what is reverted and ended; reverting a fault of `broken` fails. */
function targetWith(broken: string) {
  const calls: string[] = [];
  const target = {
    inject: async () => undefined,
    async revert(name: string) {
      if (name === broken) throw new Error(`cannot revert ${name}`);
      calls.push(name);
    },
    end: async () => void calls.push('end'),
  } as Partial<Target> as Target;
  return { calls, target: revertFaultsOnEnd(target) };
}

test('reverts at the end what is injected, and not again what was reverted', async () => {
  const { calls, target } = targetWith('none');
  await target.inject('motus1', 'kill');
  await target.inject('motus2', 'kill');
  await target.revert('motus1', 'kill');
  await target.end();
  assert.deepEqual(calls, ['motus1', 'motus2', 'end']);
});

test('reverts the other faults and ends although one cannot be reverted, and then fails', async () => {
  const { calls, target } = targetWith('motus1');
  await target.inject('motus1', 'kill');
  await target.inject('motus2', 'kill');
  await assert.rejects(target.end(), { name: 'AggregateError', message: 'Error: cannot revert motus1' });
  assert.deepEqual(calls, ['motus2', 'end']);
});
