import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { startupFailureLine } from './startup-failure.ts';

/** A service that cannot start: PORT is not set, or else it fails with a secret in its message. */
const PROGRAM = `
  import { commonSettings, readSettings, runService } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
  await runService('motus', (env) => readSettings(commonSettings, env), async () => {
    throw new Error('cannot reach http://ada:s3cret@store');
  });
`;

/** @returns exit code, stderr, and how long the process took to end after the first line there, in milliseconds */
async function start(env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
    env: { PATH: process.env.PATH, INSTANCE: 'motus1', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let failed = Number.NaN;
  child.stderr.once('data', () => {
    failed = performance.now();
  });
  const ended = once(child, 'exit').then(([code]) => ({ code, took: performance.now() - failed }));
  const stderr = await text(child.stderr);
  return { ...(await ended), stderr };
}

test('the line has the time of the clock and the instance, which is the service where INSTANCE is not set', () => {
  assert.deepEqual(JSON.parse(startupFailureLine('motus', 'no port', {}, () => 1_767_312_000_000)), {
    level: 60,
    time: 1_767_312_000_000,
    service: 'motus',
    instance: 'motus',
    event: 'instance_failed',
    msg: 'no port',
  });
});

test('what prevents a start is on stderr, and at Loki as a critical line, without secrets', async (t) => {
  const streams: { stream: Record<string, string>; values: [string, string][] }[] = [];
  const loki = createServer(async (request, response) => {
    streams.push(...JSON.parse(gunzipSync(await buffer(request)).toString()).streams);
    response.writeHead(204).end();
  });
  loki.listen(0, '127.0.0.1');
  await once(loki, 'listening');
  t.after(() => loki.close());
  const LOKI_URL = `http://127.0.0.1:${(loki.address() as AddressInfo).port}`;

  const wrong = await start({ LOKI_URL });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /^setting PORT is not set/);
  const failed = await start({ LOKI_URL, PORT: '1' });
  assert.equal(failed.code, 1);
  const lines = streams.map(({ stream, values }) => ({ stream, line: JSON.parse(values[0]?.[1] ?? '') }));
  assert.deepEqual(
    lines.map(({ stream }) => stream),
    Array(2).fill({ service: 'motus', instance: 'motus1', level: 'critical' }),
  );
  assert.equal(`${lines[0]?.line.msg}\n`, wrong.stderr);
  assert.match(lines[1]?.line.msg, /cannot reach http:\/\/…@store/);
  assert.doesNotMatch(JSON.stringify(streams), /s3cret/);
});

test('a Loki that is away, or a wrong LOKI_URL, neither changes the error nor keeps the process alive', async () => {
  for (const LOKI_URL of ['http://127.0.0.1:9', 'nonsense']) {
    const { code, stderr, took } = await start({ LOKI_URL });
    assert.equal(code, 1);
    assert.match(stderr, /^setting (PORT|LOKI_URL) is /);
    // Ends after 0.8 s; without that deadline it would try for ever to deliver the line.
    assert.ok(took < 5000, `${took} ms`);
  }
});
