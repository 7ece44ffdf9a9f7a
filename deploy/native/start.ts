import { mkdir } from 'node:fs/promises';
import {
  assertPortsFree,
  DEFAULT_PORTS,
  edgeHost,
  ensurePrograms,
  freePorts,
  type Ports,
  SystemError,
  startSystem,
} from '../../libs/system/src/index.ts';
import { buildPage } from './build.ts';
import { fail, onOrphaned, say } from './cli.ts';
import { isRunning, serveControl } from './control.ts';
import { instanceHandler } from './instance-handler.ts';
import { logLine, readable } from './logs.ts';
import { STATE_DIR } from './state.ts';

/** npm hands on a Ctrl-C that the terminal had sent already: what follows so closely is the same one, in milliseconds. */
const SAME_KEYPRESS = 500;

/** `npm start`: the whole system on this machine, under this process. */
let system: Awaited<ReturnType<typeof startSystem>> | undefined;
let endingSince: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
onOrphaned(end);
// A terminal that is gone, or a reader that had enough: nobody is watching any more.
process.stdout.on('error', () => {
  if (endingSince === undefined) void end();
});

try {
  const ports = await readPorts();
  const publicUrl = process.env.PUBLIC_URL || `http://localhost:${ports.edge}`;
  if (await isRunning())
    throw new SystemError(
      'it is running already: npm run instance -- list shows it, Ctrl-C where it runs ends it',
    );
  await mkdir(STATE_DIR, { recursive: true, mode: 0o700 });
  await serveControl((request) => {
    if (system === undefined) throw new SystemError('it is still starting');
    return instanceHandler(system)(request);
  });
  await ensurePrograms(['haproxy', 'redis-server'], say);
  await assertPortsFree(ports, edgeHost(publicUrl));
  await buildPage();
  if (endingSince !== undefined) process.exit(0);

  system = await startSystem({
    stateDir: STATE_DIR,
    ports,
    publicUrl,
    environment: process.env,
    log: (instance, line) => say(logLine(instance, line)),
  });
  say(`
Motus is ready: ${publicUrl}

  HAProxy's page   ${system.urls.stats}
  what runs        npm run instance -- list
  kill one         npm run instance -- kill motus1     (start motus1 brings it back)
  the end          Ctrl-C
`);
} catch (error) {
  fail(error, readable);
}

/** The first time: everything in order, services drain. The second time: everything at once. */
async function end(): Promise<void> {
  const now = performance.now();
  if (endingSince !== undefined && now - endingSince < SAME_KEYPRESS) return;
  const again = endingSince !== undefined;
  endingSince ??= now;
  // While it is still starting there is nothing to drain: what was started goes with this process.
  if (system === undefined) process.exit(130);
  if (again) {
    await system.cutPower();
    process.exit(130);
  }
  say('ending: the services drain …');
  await system.stop();
  say('all has ended');
  process.exit(0);
}

async function readPorts(): Promise<Ports> {
  const { EDGE_PORT, PORTS } = process.env;
  const ports = PORTS === 'free' ? await freePorts() : DEFAULT_PORTS;
  if (EDGE_PORT === undefined || EDGE_PORT === '') return ports;
  const edge = Number(EDGE_PORT);
  if (!Number.isInteger(edge) || edge < 1 || edge > 65_535)
    throw new SystemError(
      `setting EDGE_PORT is wrong: "${EDGE_PORT}" is no port; it wants a number up to 65535`,
    );
  return { ...ports, edge };
}
