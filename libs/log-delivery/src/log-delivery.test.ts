import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type LokiLine, startTestLoki, type TestLoki, until } from '@motus/testing';
import { createLogDelivery, type LogDelivery } from './log-delivery.ts';

/** A moment in the past, in milliseconds since 1970. */
const START = Date.UTC(2026, 0, 2);

/** As long as a line of a service, and as hard to compress. */
function text(i: number): string {
  const id = createHash('md5').update(String(i)).digest('hex');
  return `${i} {"level":30,"service":"motus","instance":"motus1","reqId":"${id}","status":200,"msg":"${'a word '.repeat(16)}"}`;
}

async function startLoki(t: TestContext, answer?: TestLoki['answer']): Promise<TestLoki> {
  const loki = await startTestLoki(answer);
  t.after(() => loki.stop());
  return loki;
}

function startDelivery(t: TestContext, url: string): { delivery: LogDelivery; warnings: string[] } {
  const warnings: string[] = [];
  const delivery = createLogDelivery({
    url,
    labels: { service: 'haproxy' },
    warn: (message) => warnings.push(message),
  });
  t.after(() => delivery.close(0));
  return { delivery, warnings };
}

/** Pushes lines that begin with their number, ten milliseconds apart. */
function pushNumbered(delivery: LogDelivery, count: number, from = 0): void {
  for (let i = from; i < from + count; i++) delivery.push({ time: START + 10 * i, line: text(i) });
}

/** The memory of buffers that are in use, in MB. */
async function externalMemory(): Promise<number> {
  setFlagsFromString('--expose-gc');
  await runInNewContext('gc')({ execution: 'async' });
  return process.memoryUsage().external / 1e6;
}

function numbersOf(lines: readonly LokiLine[]): number[] {
  return lines.map(({ line }) => Number.parseInt(line, 10));
}

function numbers(count: number, from = 0): number[] {
  return Array.from({ length: count }, (_, i) => from + i);
}

test('60,000 lines of an outage all arrive afterwards, once each and in the order of their times', async (t) => {
  const loki = await startLoki(t);
  await loki.stop();
  const { delivery, warnings } = startDelivery(t, loki.url);
  pushNumbered(delivery, 100);
  // The first push fails, because no server listens.
  await until(() => warnings.length > 0);
  pushNumbered(delivery, 59_900, 100);
  assert.equal(delivery.counts.pending, 60_000);
  await loki.start();
  await until(() => loki.lines.length >= 60_000);
  assert.deepEqual(numbersOf(loki.lines), numbers(60_000));
  assert.deepEqual(
    loki.lines.map(({ time }) => time.slice(0, 13)),
    numbers(60_000).map((i) => String(START + 10 * i)),
  );
  for (const { bytes } of loki.pushes) assert.ok(bytes < 1.1e6, `a push of ${bytes} bytes`);
  assert.match(
    warnings.join('\n'),
    /^log delivery: http:\S+ does not take lines, and they wait: ECONNREFUSED$/,
  );
});

test('a healthy Loki gets all 22,200 lines of a burst', async (t) => {
  const loki = await startLoki(t);
  const { delivery, warnings } = startDelivery(t, loki.url);
  pushNumbered(delivery, 22_200);
  await until(() => loki.lines.length >= 22_200);
  assert.deepEqual(numbersOf(loki.lines), numbers(22_200));
  await delivery.close(1000);
  assert.deepEqual(delivery.counts, {
    delivered: 22_200,
    pending: 0,
    dropped: { buffer_full: 0, refused: 0, too_long: 0, thread_ended: 0, closed: 0 },
  });
  assert.deepEqual(warnings, []);
});

for (const [what, answer] of [
  ['429', { status: 429, message: 'ingestion rate limit exceeded' }],
  ['500', { status: 500, message: 'empty ring' }],
  ['a broken connection', 'disconnect'],
] as const) {
  test(`lines that ${what} answers are sent again until they are accepted`, async (t) => {
    const loki = await startLoki(t, answer);
    const { delivery } = startDelivery(t, loki.url);
    pushNumbered(delivery, 1000);
    await until(() => loki.pushes.length >= 4);
    assert.equal(delivery.counts.pending, 1000);
    loki.answer = 'accept';
    await until(() => loki.lines.length >= 1000);
    assert.deepEqual(numbersOf(loki.lines), numbers(1000));
    // The delays grow, so that a Loki that fails gets fewer requests.
    const delays = loki.pushes.slice(1, 4).map(({ at }, i) => at - (loki.pushes[i]?.at ?? 0));
    for (const [i, least] of [90, 190, 390].entries()) assert.ok((delays[i] ?? 0) >= least, delays.join());
  });
}

test('Retry-After is respected', async (t) => {
  const loki = await startLoki(t, { status: 429, message: 'later', headers: { 'retry-after': '2' } });
  const { delivery } = startDelivery(t, loki.url);
  pushNumbered(delivery, 10);
  await until(() => loki.pushes.length >= 1);
  loki.answer = 'accept';
  await until(() => loki.lines.length >= 10);
  const [first, second] = loki.pushes.map(({ at }) => at) as [number, number];
  assert.ok(second - first >= 1990, `${second - first} ms`);
});

test('drops a batch that Loki refuses, and no other, counts it and warns once', async (t) => {
  const loki = await startLoki(t, ({ lines }) => {
    const isBad = lines.some(({ line }) => line.startsWith('bad'));
    return isBad ? { status: 400, message: 'entry too far behind' } : 'accept';
  });
  const { delivery, warnings } = startDelivery(t, loki.url);
  for (let i = 0; i < 3; i++) {
    delivery.push({ time: START, line: `bad ${i}` });
    await until(() => loki.pushes.length > 2 * i);
    delivery.push({ time: START, line: `good ${i}` });
    await until(() => loki.lines.length > i);
  }
  assert.deepEqual(
    loki.lines.map(({ line }) => line),
    ['good 0', 'good 1', 'good 2'],
  );
  await delivery.close(1000);
  assert.equal(delivery.counts.dropped.refused, 3);
  assert.equal(delivery.counts.delivered, 3);
  assert.equal(loki.pushes.length, 6);
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /refuses 1 lines, and they are dropped: 400 entry too far behind$/);
});

test('a slow Loki gets one push at a time, and all lines', async (t) => {
  let open = 0;
  let most = 0;
  const loki = await startLoki(t, async () => {
    open += 1;
    most = Math.max(most, open);
    await wait(200);
    open -= 1;
    return 'accept' as const;
  });
  const { delivery } = startDelivery(t, loki.url);
  pushNumbered(delivery, 20_000);
  await until(() => loki.lines.length >= 20_000);
  assert.deepEqual(numbersOf(loki.lines), numbers(20_000));
  assert.ok(loki.pushes.length >= 5);
  assert.equal(most, 1);
});

test('a Loki that hangs is given up after ten seconds, and gets the lines when it answers again', async (t) => {
  const loki = await startLoki(t, 'hang');
  const { delivery, warnings } = startDelivery(t, loki.url);
  pushNumbered(delivery, 10);
  await until(() => loki.pushes.length >= 1);
  loki.answer = 'accept';
  await until(() => loki.lines.length >= 10);
  const [first, second] = loki.pushes.map(({ at }) => at) as [number, number];
  assert.ok(second - first >= 10_000, `${second - first} ms`);
  assert.match(warnings.join('\n'), /no answer in time/);
});

test('closing delivers pending lines; while Loki hangs it ends at the deadline, and counts the lost lines', async (t) => {
  const loki = await startLoki(t);
  const healthy = startDelivery(t, loki.url).delivery;
  pushNumbered(healthy, 10_000);
  await healthy.close(5000);
  assert.equal(loki.lines.length, 10_000);
  assert.equal(healthy.counts.pending, 0);

  loki.answer = 'hang';
  const { delivery, warnings } = startDelivery(t, loki.url);
  pushNumbered(delivery, 10_000);
  const start = performance.now();
  await delivery.close(500);
  const took = performance.now() - start;
  // Without the deadline it would wait until the push is given up, after ten seconds.
  assert.ok(took >= 490 && took < 5000, `${took} ms`);
  assert.deepEqual([delivery.counts.dropped.closed, delivery.counts.pending], [10_000, 0]);
  assert.match(warnings.join('\n'), /10000 lines were not delivered/);
});

test('closing tries again when a push fails', async (t) => {
  const loki = await startLoki(t, { status: 503, message: 'not yet' });
  const { delivery } = startDelivery(t, loki.url);
  pushNumbered(delivery, 10);
  const closed = delivery.close(5000);
  await until(() => loki.pushes.length >= 2);
  loki.answer = 'accept';
  await closed;
  assert.deepEqual(numbersOf(loki.lines), numbers(10));
});

test('beyond 64 MB the oldest lines are dropped and counted, and the rest takes a few MB', async (t) => {
  const loki = await startLoki(t, { status: 503, message: 'away' });
  const { delivery, warnings } = startDelivery(t, loki.url);
  const before = await externalMemory();
  const count = 350_000;
  pushNumbered(delivery, count);
  const { pending, dropped } = delivery.counts;
  assert.equal(pending + dropped.buffer_full, count);
  const bytesOfLine = JSON.stringify([`${START}000000`, text(count)]).length;
  const held = (pending * bytesOfLine) / 1e6;
  assert.ok(held > 60 && held < 66, `${held} MB are held`);
  const grown = (await externalMemory()) - before;
  t.diagnostic(`${held.toFixed(1)} MB of lines take ${grown.toFixed(1)} MB`);
  assert.ok(grown < 24, `${grown} MB`);
  assert.match(warnings.join('\n'), /the buffer is full: the oldest \d+ lines are dropped/);

  loki.answer = 'accept';
  await until(() => loki.lines.length >= pending);
  const arrived = numbersOf(loki.lines);
  assert.deepEqual(arrived, numbers(pending, count - pending));
});

test('lines of one stream are sorted by their own times, and those of the same time keep their order', async (t) => {
  const loki = await startLoki(t);
  const { delivery } = startDelivery(t, loki.url);
  for (const [time, line] of [
    [20, 'c'],
    [10, 'a'],
    [20, 'd'],
    [10, 'b'],
  ] as const) {
    delivery.push({ time: START + time, line });
  }
  await delivery.close(1000);
  assert.deepEqual(
    loki.lines.map(({ line }) => line),
    ['a', 'b', 'c', 'd'],
  );
  // Loki keeps one of two entries of a stream that are alike.
  assert.equal(new Set(loki.lines.map(({ time }) => time)).size, 4);
});

test('lines are grouped by labels; structured metadata and special characters arrive unchanged; secrets are redacted', async (t) => {
  const loki = await startLoki(t);
  const { delivery } = startDelivery(t, loki.url);
  delivery.push({
    time: START,
    line: 'é "quoted" \\ \u2028',
    labels: { level: 'error' },
    metadata: { request_id: '7' },
  });
  delivery.push({ time: START, line: 'GET / Authorization: Bearer abcdefgh12345678' });
  await delivery.close(1000);
  assert.deepEqual(
    loki.lines.map(({ labels, line, metadata }) => ({ labels, line, metadata })),
    [
      {
        labels: { service: 'haproxy', level: 'error' },
        line: 'é "quoted" \\ \u2028',
        metadata: { request_id: '7' },
      },
      { labels: { service: 'haproxy' }, line: 'GET / Authorization: Bearer …', metadata: {} },
    ],
  );
});

test('a line that is longer than Loki takes is dropped alone and counted', async (t) => {
  const loki = await startLoki(t);
  const { delivery, warnings } = startDelivery(t, loki.url);
  delivery.push({ time: START, line: 'x'.repeat(300_000) });
  delivery.push({ time: START, line: 'short' });
  await delivery.close(1000);
  assert.deepEqual(
    loki.lines.map(({ line }) => line),
    ['short'],
  );
  assert.equal(delivery.counts.dropped.too_long, 1);
  assert.match(warnings.join('\n'), /longer than Loki takes/);
});
