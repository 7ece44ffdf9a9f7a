import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { type TestContext, test } from 'node:test';
import { gunzipSync } from 'node:zlib';

/** What a program needs to log; LOKI is the address of Loki, if there is one. */
const PRELUDE = `
  import { startLogThread } from '@motus/log-delivery';
  import { createLogger } from ${JSON.stringify(new URL('logger.ts', import.meta.url).href)};
  const names = { service: 'motus', instance: 'motus1' };
  const url = process.env.LOKI;
  const loki = url === undefined ? undefined : startLogThread({ url, labels: names });
  const logger = createLogger({ ...names, level: 'info', loki });
`;

/** Logs two lines and ends. A process of its own, because of the thread that delivers them. */
const PROGRAM = `
  ${PRELUDE}
  logger.info({ req: { method: 'GET', url: '/login/callback?code=one-time', headers: { cookie: 'secret' } } }, 'hello');
  const request = { headers: { authorization: 'Basic c2VjcmV0LXNlY3JldA==' } };
  const cause = Object.assign(new Error('sent Basic c2VjcmV0LXNlY3JldA=='), { request });
  const error = Object.assign(new Error('no', { cause }), { code: 'NO', request, res: { req: request } });
  logger.child({ err: error }).error({ err: error, reason: error }, 'trouble');
  setTimeout(() => process.exit(0), 3000);
`;

async function runWith(
  loki: string | undefined,
): Promise<{ code: number; lines: Record<string, unknown>[] }> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', PROGRAM], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, ...(loki === undefined ? {} : { LOKI: loki }) },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  const lines = output.trim().split('\n');
  return { code, lines: lines.map((line) => JSON.parse(line)) };
}

test('writes JSON lines with service and instance, without query, headers and cookies', async () => {
  const { lines } = await runWith(undefined);
  assert.deepEqual(
    lines.map(({ service, instance, level, msg }) => ({ service, instance, level, msg })),
    [
      { service: 'motus', instance: 'motus1', level: 30, msg: 'hello' },
      { service: 'motus', instance: 'motus1', level: 50, msg: 'trouble' },
    ],
  );
  assert.deepEqual(lines[0]?.req, { method: 'GET', path: '/login/callback' });
  // Errors are serialized under any name, and so are their causes; secrets in messages are redacted.
  assert.doesNotMatch(JSON.stringify(lines), /c2VjcmV0/);
  for (const name of ['err', 'reason']) {
    const { type, message, code, cause } = (lines[1]?.[name] ?? {}) as Record<string, { message: string }>;
    assert.deepEqual([type, message, code, cause?.message], ['Error', 'no', 'NO', 'sent Basic …']);
  }
});

/** Plays Loki, and shows each push to the test before it answers it. */
async function startLoki(
  t: TestContext,
  onPush: (body: string, response: ServerResponse) => void,
): Promise<string> {
  const loki = createServer(async (request, response) =>
    onPush(gunzipSync(await buffer(request)).toString(), response),
  );
  loki.listen(0, '127.0.0.1');
  await once(loki, 'listening');
  t.after(() => {
    loki.close();
    loki.closeAllConnections();
  });
  return `http://127.0.0.1:${(loki.address() as AddressInfo).port}`;
}

test('sends the lines of stdout to Loki, labelled by service, instance and level, without secrets', async (t) => {
  const pushed: { stream: Record<string, string>; values: [string, string][] }[] = [];
  const url = await startLoki(t, (body, response) => {
    pushed.push(...JSON.parse(body).streams);
    response.writeHead(204).end();
  });
  const { lines } = await runWith(url);
  const sent = pushed.flatMap(({ values }) => values.map(([, line]) => JSON.parse(line)));
  assert.deepEqual(
    sent.sort((a, b) => a.level - b.level),
    lines,
  );
  assert.doesNotMatch(JSON.stringify(pushed), /c2VjcmV0|one-time/);
  const labels = pushed
    .map(({ stream }) => stream)
    .sort((a, b) => (a.level ?? '').localeCompare(b.level ?? ''));
  assert.deepEqual(labels, [
    { service: 'motus', instance: 'motus1', level: 'error' },
    { service: 'motus', instance: 'motus1', level: 'info' },
  ]);
});

test('loses no line on stdout and does not end when Loki is away', async () => {
  const { code, lines } = await runWith('http://127.0.0.1:9');
  assert.equal(code, 0);
  assert.equal(lines.length, 2);
});

/**
 * Logs one line. After a message it logs lines that are hard to compress, three times as many as the buffer holds, and
 * reports by how much its memory grew; then it logs until another message ends it.
 */
const MANY_LINES = `
  ${PRELUDE}
  import { createHash } from 'node:crypto';
  import { once } from 'node:events';
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const textOf = (i) => Array.from({ length: 10 }, (_, k) => createHash('sha512').update(i + ' ' + k).digest('hex')).join(' ');
  logger.info('first');
  await once(process, 'message');
  const start = process.memoryUsage().rss;
  let peak = start;
  for (let i = 0; i < 150_000; i++) {
    logger.info({ text: textOf(i) }, 'noise');
    if (i % 100 === 0) {
      await pause(1);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
  }
  process.send({ grown: (peak - start) / 1e6, dropped: loki.counts.dropped.buffer_full });
  process.once('message', () => process.exit(0));
  for (;;) {
    logger.info('still here');
    await pause(100);
  }
`;

test('stays within the memory of its container while Loki hangs, and sends new lines when it is back', {
  timeout: 240_000,
}, async (t) => {
  let isBack = false;
  const first = Promise.withResolvers<void>();
  const arrived = Promise.withResolvers<void>();
  const url = await startLoki(t, (body, response) => {
    first.resolve();
    if (!isBack) return;
    if (body.includes('still here')) arrived.resolve();
    response.writeHead(204).end();
  });
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', MANY_LINES], {
    cwd: import.meta.dirname,
    env: { PATH: process.env.PATH, LOKI: url },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  let lines = 0;
  child.stdout?.on('data', (data: Buffer) => {
    lines += data.toString().split('\n').length - 1;
  });
  await first.promise;
  child.send('begin');
  const [{ grown, dropped }] = await once(child, 'message');
  t.diagnostic(`memory grew by ${grown.toFixed(0)} MB, ${dropped} lines were dropped`);
  // A service has 256 MiB, and takes up to 120 MiB of that at rest.
  assert.ok(grown < (256 - 120) * 1.048, `${grown} MB`);
  assert.ok(dropped > 90_000, `${dropped} lines`);
  assert.ok(lines >= 149_000, `${lines} lines on stdout`);

  isBack = true;
  await arrived.promise;
  child.send('end');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});
