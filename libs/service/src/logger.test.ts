import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

/** Logs two lines and exits. A process of its own, because pino-loki sends from a worker thread. */
const PROGRAM = `
  import { createLogger } from ${JSON.stringify(new URL('logger.ts', import.meta.url).href)};
  const logger = createLogger({ service: 'motus', instance: 'motus1', level: 'info', lokiUrl: process.env.LOKI });
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

test('sends lines to Loki, labelled by service, instance and level', async (t) => {
  const pushed: { stream: Record<string, string>; values: [string, string][] }[] = [];
  const loki = createServer(async (request, response) => {
    pushed.push(...JSON.parse(await text(request)).streams);
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => loki.listen(0, '127.0.0.1', listening));
  t.after(() => loki.close());
  const { lines } = await runWith(`http://127.0.0.1:${(loki.address() as AddressInfo).port}`);
  assert.equal(lines.length, 2);
  const error = pushed.find(({ stream }) => stream.level === 'error');
  assert.equal(error?.stream.service, 'motus');
  assert.equal(error?.stream.instance, 'motus1');
  assert.match(error?.values[0]?.[1] ?? '', /trouble/);
});

test('loses no line on stdout and does not end when Loki is away', async () => {
  const { code, lines } = await runWith('http://127.0.0.1:9');
  assert.equal(code, 0);
  assert.equal(lines.length, 2);
});

/** Logs 30,000 lines of 2 KB while Loki hangs, reports the growth of its memory, and logs until it is told to exit. */
const CHATTER = `
  import { createLogger } from ${JSON.stringify(new URL('logger.ts', import.meta.url).href)};
  const logger = createLogger({ service: 'motus', instance: 'motus1', level: 'info', lokiUrl: process.env.LOKI });
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const start = process.memoryUsage().rss;
  for (let i = 0; i < 30_000; i++) {
    logger.info({ text: 'x'.repeat(2000) }, 'noise');
    if (i % 100 === 0) await pause(10);
  }
  process.send(Math.round((process.memoryUsage().rss - start) / 1e6));
  process.on('message', () => process.exit(0));
  for (;;) {
    logger.info('still here');
    await pause(100);
  }
`;

test('keeps memory flat while Loki hangs, and sends new lines when it is back', {
  timeout: 60_000,
}, async (t) => {
  let answer: RequestListener = () => undefined;
  const loki = createServer((request, response) => answer(request, response));
  await new Promise<void>((listening) => loki.listen(0, '127.0.0.1', listening));
  t.after(() => {
    loki.close();
    loki.closeAllConnections();
  });
  const { port } = loki.address() as AddressInfo;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', CHATTER], {
    env: { PATH: process.env.PATH, LOKI: `http://127.0.0.1:${port}` },
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  t.after(() => child.kill('SIGKILL'));
  let lines = 0;
  child.stdout?.on('data', (data: Buffer) => {
    lines += data.toString().split('\n').length - 1;
  });
  const [grown] = await once(child, 'message');
  t.diagnostic(`memory grew by ${grown} MB`);
  // All lines together are 60 MB, and several times that as objects.
  assert.ok(grown < 150, `${grown} MB`);
  assert.ok(lines >= 29_000, `${lines} lines on stdout`);

  const arrived = new Promise<void>((resolve) => {
    answer = async (request, response) => {
      if ((await text(request)).includes('still here')) resolve();
      response.writeHead(204).end();
    };
  });
  await arrived;
  child.send('end');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
});
