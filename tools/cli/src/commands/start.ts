import {
  assertPortsFree,
  DEFAULT_PORTS,
  edgeHost,
  ensurePrograms,
  extentOf,
  freePort,
  type LogSink,
  type Ports,
  rememberedPorts,
  type System,
  SystemError,
  say,
  startSystem,
} from '@motus/local-system';
import { buildPage } from '../build.ts';
import { endWhenUnread, fail, onOrphaned } from '../cli.ts';
import { isRunning, serveControl } from '../control.ts';
import { devOptions, isPageBuilt, pageServer, restartServices } from '../dev.ts';
import { instanceHandler } from '../instance-handler.ts';
import { logLine, readable } from '../logs.ts';
import { rootNotice } from '../root.ts';
import { makeStateDir, PORTS_FILE, STATE_DIR } from '../state.ts';

/** npm forwards a Ctrl-C that the terminal has sent already: two signals within these milliseconds are one. */
const SAME_KEYPRESS = 500;

/**
 * `npm start`: runs the whole system on this machine, as children of this process. `npm run dev` (`--dev`): the same for
 * development, with reload. `--observe`: Prometheus, Alertmanager and what they need run beside it.
 */
const isDev = process.argv.includes('--dev');
const observe = process.argv.includes('--observe');
let system: Awaited<ReturnType<typeof startSystem>> | undefined;
let endingSince: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
onOrphaned(end);
// When the terminal is gone or the output is closed, nobody could end the system.
endWhenUnread(() => {
  if (endingSince === undefined) void end();
});

try {
  if (await isRunning())
    throw new SystemError(
      'it is running already: npm run instance -- list shows it, Ctrl-C where it runs ends it',
    );
  makeStateDir();
  const chosen = await choosePorts();
  // Vite listens on the public port, and forwards to HAProxy what is not the page.
  const ports = isDev ? { ...chosen, edge: await freePort() } : chosen;
  const publicUrl = (!isDev && process.env.PUBLIC_URL) || `http://localhost:${chosen.edge}`;
  await serveControl((request) => {
    if (system === undefined) throw new SystemError('it is still starting');
    return instanceHandler(system)(request);
  });
  await ensurePrograms(['haproxy', 'redis-server'], say);
  await assertPortsFree(ports, edgeHost(publicUrl), extentOf({ environment: process.env, observe }));
  if (!isDev || !isPageBuilt()) await buildPage();
  if (endingSince !== undefined) process.exit(0);

  const log: LogSink = (instance, line) => say(logLine(instance, line));
  const page = isDev ? pageServer(chosen.edge, ports.edge, log) : undefined;
  await page?.start();
  system = await startSystem({
    stateDir: STATE_DIR,
    ports,
    publicUrl,
    environment: process.env,
    observe,
    ...(isDev ? devOptions() : {}),
    log,
  });
  if (isDev) restartServices(system, log);
  const notice = rootNotice();
  say(`
Motus is ready: ${publicUrl}

  HAProxy's page   ${system.urls.stats}
${observerLines(system.urls)}  what runs        npm run instance -- list
  kill one         npm run instance -- kill motus1     (start motus1 brings it back)
  stop             Ctrl-C
${notice === undefined ? '' : `\n${notice}\n`}`);
} catch (error) {
  fail(error, readable);
}

/** The addresses of those that observe the system, a line each. */
function observerLines({ prometheus, alertmanager }: System['urls']): string {
  return [
    prometheus === undefined ? '' : `  Prometheus       ${prometheus}\n`,
    alertmanager === undefined ? '' : `  Alertmanager     ${alertmanager}\n`,
  ].join('');
}

/** Ends the system: in order with services draining; called again, at once. */
async function end(): Promise<void> {
  const now = performance.now();
  if (endingSince !== undefined && now - endingSince < SAME_KEYPRESS) return;
  const again = endingSince !== undefined;
  endingSince ??= now;
  // A system that is still starting has nothing to drain: its processes end with this one.
  if (system === undefined) process.exit(130);
  if (again) {
    await system.cutPower();
    process.exit(130);
  }
  say('stopping: the services drain …');
  await system.stop();
  say('everything has stopped');
  process.exit(0);
}

async function choosePorts(): Promise<Ports> {
  const chosen = readEdgePort();
  const { PORTS = '' } = process.env;
  if (PORTS === '') return { ...DEFAULT_PORTS, ...chosen };
  if (PORTS === 'free') return rememberedPorts(PORTS_FILE, chosen, say);
  throw new SystemError(`setting PORTS is wrong: "${PORTS}"; it wants free, or nothing`);
}

function readEdgePort(): Partial<Ports> {
  const { EDGE_PORT } = process.env;
  if (EDGE_PORT === undefined || EDGE_PORT === '') return {};
  const edge = Number(EDGE_PORT);
  if (!Number.isInteger(edge) || edge < 1 || edge > 65_535)
    throw new SystemError(
      `setting EDGE_PORT is wrong: "${EDGE_PORT}" is no port; it wants a number up to 65535`,
    );
  return { edge };
}
