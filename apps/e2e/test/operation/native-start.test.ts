import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { type Ports, REPOSITORY } from '@motus/local-system';
import { HttpPlayer } from '@motus/testing/player';

/** `npm start` and other commands in a difficult environment: a long state folder with spaces, and proxy variables. */
const dir = mkdtempSync(join(tmpdir(), 'motus-start-'));
const stateDir = join(dir, 'où est le jeu '.repeat(12), 'état');
mkdirSync(join(stateDir, '..'), { recursive: true });
const proxy = 'http://127.0.0.1:9';
const environment = {
  ...process.env,
  STATE_DIR: stateDir,
  PORTS: 'free',
  HTTP_PROXY: proxy,
  http_proxy: proxy,
  NODE_USE_ENV_PROXY: '1',
  NO_PROXY: '',
  no_proxy: '',
  NODE_ENV: 'production',
  DRAIN_MS: '100',
};
const running = new Set<ChildProcess>();
after(async () => {
  for (const child of running) {
    child.kill('SIGKILL');
    // Its child processes end with it.
    await once(child, 'exit');
  }
  rmSync(dir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

function command(words: string[], more: Record<string, string> = {}) {
  const [name = '', ...rest] = words;
  const bootstrap = join(REPOSITORY, 'tools/cli/bootstrap.mjs');
  return { args: [bootstrap, name, ...rest], env: { ...environment, ...more } };
}

/** Runs a command and waits for its end. */
function run(...words: string[]) {
  const { args, env } = command(words);
  return spawnSync(process.execPath, args, { env, encoding: 'utf8' });
}

/** Starts the game. `output` collects the lines of stdout and stderr. */
function start(more: Record<string, string> = {}) {
  const { args, env } = command(['start'], more);
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  const ready = Promise.withResolvers<void>();
  const ended = once(child, 'close').then(([code]) => Number(code));
  void ended.then(() => running.delete(child));
  const game = { child, output: '', ready: ready.promise, ended };
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      game.output += data;
      if (game.output.includes('Motus is ready')) ready.resolve();
    });
  return game;
}

async function readyGame() {
  const game = start();
  await Promise.race([game.ready, game.ended]);
  assert.match(game.output, /Motus is ready/, game.output.slice(-4000));
  return game;
}

const ports = (): Ports => JSON.parse(readFileSync(join(stateDir, 'ports.json'), 'utf8'));

test('a failed start ends with the reason, in at most ten lines', async () => {
  const game = start({ LOKI_URL: 'http://loki:3100/loki/api/v1/push' });
  assert.equal(await game.ended, 1);
  const [, last = ''] = /.*\n\n(.*)$/s.exec(game.output) ?? [];
  const lines = last.trim().split('\n');
  assert.ok(lines.length <= 10, last);
  assert.match(lines[0] ?? '', /^(auth|motus|score)[12] ended before it was ready \(exit code 1\)$/);
  assert.match(lines.at(-1) ?? '', /setting LOKI_URL is wrong: .* write http:\/\/loki:3100;/);
});

test('a second start uses the same ports, except those taken meanwhile, and keeps all data', async (t) => {
  const first = await readyGame();
  assert.equal(/^the game runs as root/m.test(first.output), process.getuid?.() === 0);
  const before = ports();
  const player = new HttpPlayer(`http://localhost:${before.edge}`, 'Ada');
  await player.register();

  await t.test('every command finds the running game and its ports', () => assertCommandsFindGame(before));
  await t.test('a closed pipe ends any command silently', assertSilentOnClosedPipe);

  first.child.kill('SIGINT');
  assert.equal(await first.ended, 0);
  // A service, and instances whose addresses are stored in files of other instances.
  const taken = ['motus1', 'score-store1', 'auth-store2', 'sentinel1'] as const;
  for (const name of taken) await occupy(t, before[name]);

  const second = await readyGame();
  const now = ports();
  const changed = Object.fromEntries(taken.map((name) => [name, now[name]]));
  assert.deepEqual(now, { ...before, ...changed });
  for (const name of taken) {
    assert.notEqual(now[name], before[name]);
    assert.match(
      second.output,
      new RegExp(`^port ${before[name]} is taken: ${name} has port ${now[name]} `, 'm'),
    );
  }
  assert.equal(run('operator', 'list').stdout, 'Ada\n');
  await player.login();
  second.child.kill('SIGINT');
  assert.equal(await second.ended, 0);
});

function assertCommandsFindGame({ edge, motus1 }: Ports): void {
  assert.match(run('instance', 'list').stdout, new RegExp(`^motus1 +running +\\d+ +${motus1} `, 'm'));
  assert.match(run('operator', 'grant', 'Ada').stdout, /^Ada is an operator/);
  const script = `import { runningTarget } from '@motus/drill';
    const target = await runningTarget();
    console.log(target.origin, JSON.stringify(await target.healthProblems()));`;
  const target = spawnSync(process.execPath, ['--input-type=module-typescript', '--eval', script], {
    env: environment,
    cwd: import.meta.dirname,
    encoding: 'utf8',
  });
  assert.equal(target.stdout, `http://localhost:${edge} []\n`, target.stderr);
}

function assertSilentOnClosedPipe(): void {
  for (const words of [
    'instance list',
    'operator list',
    'drill --help',
    'bench --help',
    'drill --players 0',
  ]) {
    const { args } = command(words.split(' '));
    const script = '("$@"; echo "code $?" >&3) 3>&2 2>&1 | true';
    const { stderr } = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...args], {
      env: environment,
      encoding: 'utf8',
    });
    assert.equal(stderr, 'code 141\n', words);
  }
}

/** Listens on a port until the test has ended. */
async function occupy(t: TestContext, port: number): Promise<void> {
  const server = createServer().listen(port, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
}
