// Runs one of this folder's commands (start, instance, operator, …) on a bare clone: plain JavaScript, any Node.js >= 20,
// nothing installed. Installs the npm packages when they are missing or old, then hands over to the Node.js that they
// pin, which runs TypeScript. The command `install` ends there.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const repository = join(here, '../..');
const bin = join(repository, 'node_modules/.bin');
/** The same folder as in libs/system. */
const compileCache = join(repository, 'node_modules/.cache/node');
const [command, ...args] = process.argv.slice(2);

// A reader that had enough (`| head -1`) is noticed by the command, which has more to end than this.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
if (needsInstall()) install();
if (command !== 'install') handOver();

function needsInstall() {
  const installed = join(repository, 'node_modules/.package-lock.json');
  const wanted = join(repository, 'package-lock.json');
  // Node.js itself is missing where the packages were installed for production (`npm ci --omit=dev`).
  if (!existsSync(installed) || !existsSync(join(bin, 'node'))) return true;
  return statSync(wanted).mtimeMs > statSync(installed).mtimeMs;
}

function install() {
  process.stdout.write('installing the npm packages …\n');
  // All of them, whatever NODE_ENV or npm's own settings leave out: the page is built here, by this Node.js.
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
 * As in the image (deploy/images/service.Dockerfile): each service ends once all of it is loaded, for want of settings,
 * and leaves there what Node.js made of its modules. So already the first start is quick, in little memory.
 */
function compile() {
  const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: compileCache };
  for (const app of ['auth', 'motus', 'score'])
    spawnSync(join(bin, 'node'), [join(repository, `apps/${app}/src/server.ts`)], { env, stdio: 'ignore' });
}

function handOver() {
  const child = spawn(join(bin, 'node'), [join(here, `${command}.ts`), ...args], {
    // The channel tells the child when this process is gone, whatever ended it.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    // Away from the terminal's signals: each comes once, from here.
    detached: true,
    env: {
      // The runner starts faster from it, too.
      NODE_COMPILE_CACHE: compileCache,
      ...process.env,
      PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
      ...withoutProxy(['localhost', '127.0.0.1', '::1', '[::1]']),
    },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm starts a shell that starts this; a SIGTERM to npm ends that shell and gets no further.
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (!process.env.npm_lifecycle_event || process.ppid === shell) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 1000);
  watch.unref();
  child.on('error', (error) =>
    fail(`the packages are broken (${error.message}): remove node_modules and try again`),
  );
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

/** What runs here talks to itself, never through a proxy; other hosts keep what the environment says of them. */
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
