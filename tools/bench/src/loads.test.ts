import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createEventLog } from '@motus/measurement';
import { EVENTS } from '@motus/observability';
import { startTestLoki } from '@motus/testing';
import { type Load, measure } from './loads.ts';
import { readOptions } from './options.ts';

const JOB = {
  rate: 100,
  latency: { p50: 1, p99: 2, max: 3 },
  busy: 0,
  answers: 1,
  wrong: [],
  acknowledged: [],
  playersUsed: 0,
};

function load(name: string, connections: number): Load {
  return { name, connections, processes: () => [], send: async () => JOB };
}

test('each measurement begins with the declared event of the bench', async () => {
  const loki = await startTestLoki();
  const events = createEventLog('bench', loki.url);
  const options = { ...readOptions([]), rounds: 2 };
  await measure({ options, log: () => undefined, events }, [load('guess', 32), load('no-op', 1)]);
  await events.close();
  await loki.stop();
  const declared = EVENTS.filter(({ services }) => services.includes('bench'));
  assert.deepEqual(
    declared.map(({ event, fields }) => [event, fields]),
    [['bench_phase', ['phase']]],
  );
  const lines = loki.lines.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(({ event, phase }) => [event, phase]),
    [1, 2].flatMap(() => [
      ['bench_phase', 'guess, 32 connections'],
      ['bench_phase', 'no-op, 1 connection'],
    ]),
  );
});
