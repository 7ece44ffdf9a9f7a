import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';

/** A process that logs two lines and ends; pino-loki sends from a worker thread, so only a process shows it. */
const PROGRAM = `
  import { createLogger } from ${JSON.stringify(new URL('logger.ts', import.meta.url).href)};
  const logger = createLogger({ service: 'motus', instance: 'motus1', level: 'info', lokiUrl: process.env.LOKI });
  logger.info({ req: { method: 'GET', url: '/login/callback?code=one-time', headers: { cookie: 'secret' } } }, 'hello');
  logger.error('trouble');
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

test('lines are JSON that names service and instance, with no query, header or cookie', async () => {
  const { lines } = await runWith(undefined);
  assert.deepEqual(
    lines.map(({ service, instance, level, msg }) => ({ service, instance, level, msg })),
    [
      { service: 'motus', instance: 'motus1', level: 30, msg: 'hello' },
      { service: 'motus', instance: 'motus1', level: 50, msg: 'trouble' },
    ],
  );
  assert.deepEqual(lines[0]?.req, { method: 'GET', path: '/login/callback' });
});

test('lines go to Loki too, labelled by service, instance and level', async (t) => {
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

test('a Loki that is not there costs neither a line nor the process', async () => {
  const { code, lines } = await runWith('http://127.0.0.1:9');
  assert.equal(code, 0);
  assert.equal(lines.length, 2);
});
