import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { until } from '@motus/testing';
import { askRedis } from './ask-redis.ts';
import { freePort } from './ports.ts';
import { launch, REPOSITORY, type Running } from './process.ts';
import { ensureProgram } from './programs.ts';
import { mountSmallDisk } from './small-disk.ts';

/* One Redis of a store with LOG_DIR, as in Compose. Its twin is down, so it stays on SETTLE_PORT. */

const LIMIT = 4_194_304;

let dir: string;
let redis: Running;
let port: number;
let stdoutLines: string[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'motus-redis-log-'));
  writeFileSync(join(dir, 'auth.conf'), 'requirepass secret\nmasterauth secret\n');
  stdoutLines = [];
});
afterEach(async () => {
  redis.kill('SIGKILL');
  await redis.ended;
  rmSync(dir, { recursive: true });
});

async function start(logDir: string): Promise<void> {
  const [settlePort, servePort, unused] = [await freePort(), await freePort(), await freePort()];
  port = settlePort;
  redis = await launch(
    'score-store1',
    {
      command: 'sh',
      args: [join(REPOSITORY, 'deploy/redis/start.sh'), 'store'],
      env: {
        PATH: process.env.PATH,
        REDIS_SERVER: await ensureProgram('redis-server'),
        HOST: 'score-store1',
        BIND: '127.0.0.1',
        PORT: `${servePort}`,
        SETTLE_PORT: `${settlePort}`,
        TWIN: `127.0.0.1 ${unused} ${unused}`,
        SENTINELS: `127.0.0.1 ${unused}`,
        AUTH_FILE: join(dir, 'auth.conf'),
        KNOWN_FILE: join(dir, 'known'),
        LOG_DIR: logDir,
      },
      cwd: join(dir, 'data'),
      stopSignal: 'SIGTERM',
      stopWithin: 10_000,
    },
    (_name, line) => void stdoutLines.push(line),
  );
  await until(answers);
}

const answers = async () => (await askRedis(port, 'secret', 'PING'))?.includes('PONG') ?? false;
/** Makes Redis log a line with a number. */
const log = (i: number) => askRedis(port, 'secret', `REPLICAOF 127.0.0.1 ${i}`);
const hasLogged = (i: number) =>
  stdoutLines.some((line) => line.includes(`REPLICAOF 127.0.0.1:${i} enabled`));

/** Makes Redis log new lines until stdout shows one of them. */
async function untilNewLinesAreShown(): Promise<void> {
  let last = 100;
  await until(async () => {
    last += 1;
    await log(last);
    return stdoutLines.some((line) => /REPLICAOF 127\.0\.0\.1:1\d\d enabled/.test(line));
  });
}

test('a Redis with LOG_DIR logs to a file that others can read, and to stdout', async () => {
  await start(dir);
  const file = join(dir, 'score-store1.log');
  await log(11);
  await until(() => hasLogged(11));
  assert.match(readFileSync(file, 'utf8'), /REPLICAOF 127\.0\.0\.1:11 enabled/);
  assert.equal(statSync(file).mode & 0o777, 0o644);
  assert.equal(stdoutLines.filter((line) => line.includes('REPLICAOF 127.0.0.1:11 enabled')).length, 1);
});

test('the log continues when the process that copies it is killed', async () => {
  await start(dir);
  await log(11);
  await until(() => hasLogged(11));
  execFileSync('pkill', ['-KILL', '-g', `${redis.pid}`, '-x', 'tail']);
  await untilNewLinesAreShown();
  assert.ok(await answers());
});

test('the log continues and is rotated when the process that watches it is killed', async () => {
  const file = join(dir, 'score-store1.log');
  await start(dir);
  await log(11);
  await until(() => hasLogged(11));
  execFileSync('pkill', ['-KILL', '-g', `${redis.pid}`, '-f', '^sh [^ ]*/log-watch\\.sh ']);
  execFileSync('pkill', ['-KILL', '-g', `${redis.pid}`, '-x', 'tail']);
  appendFileSync(file, 'a long line\n'.repeat(LIMIT / 12 + 1));
  await until(() => existsSync(`${file}.1`) && statSync(file).size < LIMIT);
  await untilNewLinesAreShown();
  assert.ok(await answers());
});

test('a log file that has grown is rotated, and no line is lost to its reader', async () => {
  const file = join(dir, 'score-store1.log');
  writeFileSync(file, `${'an older line\n'.repeat(LIMIT / 14 + 1)}`);
  await start(dir);
  await until(() => existsSync(`${file}.1`) && statSync(file).size < LIMIT);
  await until(async () => {
    await log(33);
    return hasLogged(33);
  });
  // Redis may have made the new file itself, shortly before its mode is set.
  await until(() => (statSync(file).mode & 0o777) === 0o644);
  assert.ok(!stdoutLines.includes('an older line'), 'what was there before is not repeated');
  assert.deepEqual(
    readdirSync(dir)
      .filter((name) => name.startsWith('score-store1.log'))
      .sort(),
    ['score-store1.log', 'score-store1.log.1'],
  );
});

test('a Redis starts and logs to stdout when its log file cannot be written', async () => {
  const folder = join(dir, 'a-folder');
  mkdirSync(join(folder, 'score-store1.log'), { recursive: true });
  await start(folder);
  await log(44);
  await until(() => hasLogged(44));
});

test('a Redis continues when its log file system is full', { skip: process.getuid?.() !== 0 }, async () => {
  const disk = await mountSmallDisk(1);
  try {
    await start(disk.dir);
    await disk.fill();
    for (let i = 1; i <= 300; i += 1) assert.match((await log(i)) ?? '', /OK/);
    assert.ok(await answers());
    await disk.empty();
    await until(async () => {
      await log(55);
      return hasLogged(55);
    });
  } finally {
    await disk.unmount();
  }
});
