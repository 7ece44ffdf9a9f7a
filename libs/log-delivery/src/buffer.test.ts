import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { LogBuffer } from './buffer.ts';
import { SharedCounters } from './log-counts.ts';

/** A moment in the past, in milliseconds since 1970. */
const START = Date.UTC(2026, 0, 2);

test('after the clock was set back, no time gets more than 19 digits', () => {
  const buffer = new LogBuffer(new SharedCounters(), () => undefined);
  const add = (time: number) => buffer.add('{}', time, 'x', undefined);
  const takeTimes = () => {
    const times: string[] = [];
    for (let batch = buffer.take(); batch !== undefined; batch = buffer.take())
      for (const [time] of JSON.parse(gunzipSync(batch.body).toString()).streams[0].values) times.push(time);
    return times;
  };
  add(START + 3_600_000);
  for (let i = 0; i < 999_990; i++) {
    add(START);
    // The times of these lines do not matter.
    if (buffer.hasSealed) buffer.take();
  }
  takeTimes();
  for (let i = 1; i <= 20; i++) add(START + i);
  const times = takeTimes();
  assert.equal(times.length, 20);
  assert.deepEqual(
    times.map((time) => time.length),
    times.map(() => 19),
  );
  assert.deepEqual(
    times.map((time) => Number(time.slice(0, 13))),
    times.map((_, i) => START + 1 + i),
  );
});
