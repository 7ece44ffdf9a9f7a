import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { startTestLoki, type TestLoki, until } from '@motus/testing';
import type { LogCounts } from './log-counts.ts';

async function startLoki(t: TestContext, answer?: TestLoki['answer']): Promise<TestLoki> {
  const loki = await startTestLoki(answer);
  t.after(() => loki.stop());
  return loki;
}

/** Runs a program in a process of its own, with `loki`, its `thread`, and `line(i)`, a line of pino. */
function run(t: TestContext, url: string, program: string): ChildProcess {
  const prelude = `
    import { subscribe } from 'node:diagnostics_channel';
    import { setTimeout as wait } from 'node:timers/promises';
    import { startLogThread } from ${JSON.stringify(new URL('log-thread.ts', import.meta.url).href)};
    let thread;
    subscribe('worker_threads', ({ worker }) => { thread = worker; });
    const loki = startLogThread({ url: ${JSON.stringify(url)}, labels: { service: 'motus', instance: 'motus1' } });
    const line = (i) => JSON.stringify({ level: 30, time: Date.now(), msg: 'line ' + i }) + '\\n';
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', prelude + program], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** Writes lines, ends the thread or runs code as a message of the test says, and answers with the counts. */
const LOG_ON_REQUEST = `
  process.on('message', async ({ write = 0, endThread = false, thenRun = '' }) => {
    if (endThread) await thread.terminate();
    for (let i = 0; i < write; i++) loki.write(line(i));
    eval(thenRun);
    process.send(loki.counts);
  });
`;

async function ask(child: ChildProcess, what: { write?: number; endThread?: boolean }): Promise<LogCounts> {
  child.send(what);
  const [counts] = await once(child, 'message');
  return counts;
}

test('delivers the lines of pino unchanged, by the name of their level, with the id of the request', async (t) => {
  const loki = await startLoki(t);
  const lines = [10, 20, 30, 40, 50, 60].map((level) =>
    JSON.stringify({ level, time: 1_767_312_000_000 + level, reqId: `request-${level}`, msg: '"reqId":"é"' }),
  );
  lines.push('{"msg":"neither level nor time"}');
  run(
    t,
    loki.url,
    `for (const line of ${JSON.stringify(lines)}) loki.write(line + '\\n'); ${LOG_ON_REQUEST}`,
  );
  await until(() => loki.lines.length >= lines.length);
  assert.deepEqual(
    new Set(loki.lines.map(({ labels }) => JSON.stringify([labels.service, labels.instance]))),
    new Set(['["motus","motus1"]']),
  );
  const byLine = new Map(loki.lines.map((arrived) => [arrived.line, arrived]));
  const levels = ['debug', 'debug', 'info', 'warning', 'error', 'critical', 'info'];
  assert.deepEqual(
    lines.map((line) => byLine.get(line)?.labels.level),
    levels,
  );
  assert.deepEqual(byLine.get(lines[2] ?? '')?.metadata, { request_id: 'request-30' });
  assert.equal(byLine.get(lines[2] ?? '')?.time.slice(0, 13), '1767312000030');
  assert.deepEqual(byLine.get(lines[6] ?? '')?.metadata, {});
});

test('a process that ends delivers its last lines first, also by process.exit and an uncaught error', async (t) => {
  for (const end of [
    'process.disconnect()',
    'process.exit(0)',
    'setTimeout(() => { throw new Error("boom"); })',
  ]) {
    const loki = await startLoki(t);
    const child = run(t, loki.url, LOG_ON_REQUEST);
    await ask(child, { write: 1 });
    await until(() => loki.lines.length >= 1);
    child.send({ write: 1000, thenRun: end });
    await once(child, 'exit');
    assert.equal(loki.lines.length, 1001, end);
  }
});

test('a Loki that hangs blocks neither the event loop nor the end of the process', async (t) => {
  const loki = await startLoki(t, 'hang');
  const program = `
    import { monitorEventLoopDelay } from 'node:perf_hooks';
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    for (let i = 0; i < 20_000; i++) {
      loki.write(line(i));
      if (i % 100 === 0) await wait(5);
    }
    process.send(delay.max / 1e6);
    process.on('message', () => process.exit(0));
  `;
  const child = run(t, loki.url, program);
  const stderr = text(child.stderr ?? process.stdin);
  const [delay] = await once(child, 'message');
  // Whatever waited for this Loki would wait until the push is given up, for ten seconds.
  assert.ok(delay < 5000, `the event loop was delayed by ${delay} ms`);
  await until(() => loki.pushes.length > 0);
  const start = performance.now();
  child.send('end');
  await once(child, 'exit');
  const took = performance.now() - start;
  t.diagnostic(`event loop at most ${delay.toFixed(0)} ms, exit ${took.toFixed(0)} ms`);
  assert.ok(took < 5000, `it took ${took} ms to end`);
  assert.match(await stderr, /^log delivery: 20000 lines were not delivered to http:\S+ before the end\n$/);
});

test('lines are collected for a second, so that neither the process nor the thread wakes for each', async (t) => {
  const loki = await startLoki(t);
  const program = `
    const start = performance.now();
    for (let i = 0; i < 30; i++) {
      loki.write(line(i));
      await wait(20);
    }
    process.send(performance.now() - start);
    process.on('message', () => undefined);
  `;
  const [elapsed] = await once(run(t, loki.url, program), 'message');
  await until(() => loki.lines.length >= 30);
  assert.ok(loki.pushes.length <= elapsed / 1000 + 1, `${loki.pushes.length} pushes in ${elapsed} ms`);
});

test('the counts have the delivered and the pending lines', async (t) => {
  const loki = await startLoki(t, { status: 503, message: 'not yet' });
  const child = run(t, loki.url, LOG_ON_REQUEST);
  await ask(child, { write: 500 });
  await until(() => loki.pushes.length > 0);
  const { delivered, pending } = await ask(child, {});
  assert.deepEqual([delivered, pending], [0, 500]);
  loki.answer = 'accept';
  await until(() => loki.lines.length >= 500);
  while ((await ask(child, {})).delivered < 500);
  assert.equal((await ask(child, {})).pending, 0);
});

test('continues without the thread when that ends, warns once, and counts the lines', async (t) => {
  const loki = await startLoki(t, 'hang');
  const child = run(t, loki.url, LOG_ON_REQUEST);
  const stderr = text(child.stderr ?? process.stdin);
  await ask(child, { write: 500 });
  await until(() => loki.pushes.length > 0);
  await ask(child, { endThread: true, write: 250 });
  await ask(child, { write: 250 });
  while ((await ask(child, {})).pending > 0);
  assert.equal((await ask(child, {})).dropped.thread_ended, 1000);
  child.disconnect();
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert.equal((await stderr).match(/its thread has ended/g)?.length, 1, await stderr);
});
