// Runs a command of src/commands (start, instance, operator, …) on a fresh clone: plain JavaScript for any Node.js >= 20, with
// no packages. Installs the npm packages when they are missing or outdated, then runs the command with the Node.js that they
// pin, which runs TypeScript. The command `install` only installs.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const bin = join(repository, 'node_modules/.bin');
/** The same folder as in tools/local-system. */
const compileCache = join(repository, 'node_modules/.cache/node');
const [command, ...args] = process.argv.slice(2);

// The command itself handles a closed output (`| head -1`).
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
if (needsInstall()) install();
if (command !== 'install') handOver();

function needsInstall() {
  const installed = join(repository, 'node_modules/.package-lock.json');
  const wanted = join(repository, 'package-lock.json');
  // The pinned Node.js is missing if the packages were installed for production (`npm ci --omit=dev`).
  if (!existsSync(installed) || !existsSync(join(bin, 'node'))) return true;
  return statSync(wanted).mtimeMs > statSync(installed).mtimeMs;
}

function install() {
  process.stdout.write('installing the npm packages …\n');
  // Installs all kinds, whatever NODE_ENV or npm's settings omit: the page is built on this machine.
  const kinds = ['--include=dev', '--include=optional', '--include=peer'];
  const { status, error } = spawnSync(
    'npm',
    ['ci', ...kinds, '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: repository,
      stdio: 'inherit',
    },
  );
  if (status !== 0)
    fail(`npm ci failed${error ? ` (${error.message})` : ''}: see above; is the npm registry reachable?`);
  if (!existsSync(join(bin, 'node')))
    fail(
      'npm ci installed no Node.js, which an install script does: is npm told to run none (npm config get ignore-scripts)?',
    );
  compile();
}

/**
 * Fills the compile cache, as deploy/images/service.Dockerfile does: each service loads its modules, finds no settings and
 * exits, which writes the cache; so does the thread that delivers log lines, which finds no workerData. So the first start is
 * already quick and needs little memory.
 */
function compile() {
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache };
  const services = ['auth', 'motus', 'score', 'shipper'].map((app) => `apps/${app}/src/server.ts`);
  for (const module of [...services, 'libs/log-delivery/src/thread.ts'])
    spawnSync(join(bin, 'node'), [join(repository, module)], { env, stdio: 'ignore' });
}

function handOver() {
  const child = spawn(join(bin, 'node'), [join(here, `src/commands/${command}.ts`), ...args], {
    // The IPC channel tells the child when this process has ended, in whatever way.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // In a process group of its own: it gets each signal of the terminal once, from this process.
    detached: true,
    env: {
      // Also makes the runner start faster.
      NODE_COMPILE_CACHE: compileCache,
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      ...withoutProxy(['localhost', '127.0.0.1', '::1', '[::1]']),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm starts this process through a shell, which a SIGTERM to npm ends without forwarding it: then the parent changes.
  const shell = process.ppid;
  const parentCheck = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === shell) return;
    clearInterval(parentCheck);
    child.kill('SIGTERM');
  }, 1000);
  parentCheck.unref();
  child.on('error', (error) =>
    fail(`the packages are broken (${error.message}): remove node_modules and try again`),
  );
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** Excludes this machine from the environment's proxy; other hosts are used as the environment says. */
function withoutProxy(hosts) {
  const { NO_PROXY, no_proxy = NO_PROXY } = process.env;
  if (no_proxy === '*') return {};
  const list = [...(no_proxy ? [no_proxy] : []), ...hosts].join(',');
  return { NO_PROXY: list, no_proxy: list };
}

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}
