import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryChecks, memoryTable, watchMemory } from './memory-peaks.ts';

const MIB = 2 ** 20;
const LIMITS = new Map([
  ['auth1', 256 * MIB],
  ['auth2', 256 * MIB],
  ['loki', 512 * MIB],
]);

test('keeps the highest reading, also of an instance that stopped, and skips a failed reading', async () => {
  const readings: (Record<string, number> | Error)[] = [
    { auth1: 100, auth2: 250 },
    { auth1: 200 },
    new Error('no answer'),
    { auth1: 150 },
  ];
  const watch = watchMemory(async () => {
    const reading = readings.shift() ?? {};
    if (reading instanceof Error) throw reading;
    return new Map(Object.entries(reading).map(([name, mib]) => [name, mib * MIB]));
  }, LIMITS);
  while (readings.length > 0) await watch.sample();
  assert.deepEqual(await watch.stop(), [
    { name: 'auth1', peak: 200 * MIB, limit: 256 * MIB },
    { name: 'auth2', peak: 250 * MIB, limit: 256 * MIB },
  ]);
});

test('a peak above 90 % of the limit fails its check, and the table shows peak, limit and share', () => {
  const peaks = [
    { name: 'auth1', peak: 230 * MIB, limit: 256 * MIB },
    { name: 'auth2', peak: 231 * MIB, limit: 256 * MIB },
  ];
  assert.deepEqual(
    memoryChecks(peaks).map(({ passed }) => passed),
    [true, false],
  );
  assert.match(memoryChecks(peaks)[1]?.detail ?? '', /at most 231 MiB of 256 MiB, 90 %/);
  assert.deepEqual(memoryTable(peaks), [
    'memory of     peak    limit  share',
    'auth1      230 MiB  256 MiB   90 %',
    'auth2      231 MiB  256 MiB   90 %',
  ]);
});
