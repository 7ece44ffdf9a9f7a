import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import { HAPROXY_NAMES, type Ports } from '@motus/local-system';
import { PROCESS_MEMORY, processMemory, redisLines } from '@motus/measurement';
import { assertLoopback } from './client.ts';
import { edgeProblems } from './edge-health.ts';
import { haproxyMonitor } from './haproxy-monitor.ts';
import { nativeFaults } from './native-faults.ts';
import type { ProcessControls } from './process-controls.ts';
import { connectPrometheus } from './prometheus.ts';
import { prometheusMonitor } from './prometheus-monitor.ts';
import { sentinelMonitor } from './sentinel-monitor.ts';
import type { StoreDisks } from './store-disks.ts';
import { storeProblems } from './store-health.ts';
import type { Target } from './target.ts';

/** A target whose instances are processes of this machine. */
export function nativeTarget(options: {
  controls: ProcessControls;
  ports: Pick<Ports, 'stats'>;
  origin: string;
  stateDir: string;
  /** The disks of the store nodes, or the reason why there are none. */
  disks: StoreDisks | string;
  exclusive: boolean;
  description: string;
  /** The port of Prometheus; undefined if it does not run. */
  prometheusPort: number | undefined;
}): Target {
  const { controls, ports, origin, stateDir, disks, exclusive, description, prometheusPort } = options;
  assertLoopback(origin);
  const secretsDir = join(stateDir, 'secrets');
  const portOf = async (name: string) =>
    (await controls.list()).find((instance) => instance.name === name)?.port;
  const stores: Pick<Target, 'instanceNames' | 'sendCommand'> = {
    instanceNames: async () => (await controls.list()).map(({ name }) => name),
    async sendCommand(name, ...command) {
      const port = await portOf(name);
      if (port === undefined) throw new Error(`there is no ${name}`);
      return redisLines(port, await readPassword(secretsDir, name), command);
    },
  };
  const prometheus =
    prometheusPort === undefined ? undefined : connectPrometheus(`http://127.0.0.1:${prometheusPort}`);
  return {
    origin,
    description,
    exclusive,
    ...stores,
    ...nativeFaults({ controls, stateDir, disks, exclusive, stores }),
    answer: (day) => readAnswer(secretsDir, day),
    healthProblems: () => nativeHealthProblems(controls, ports, stores),
    monitors: [
      haproxyMonitor(ports.stats, HAPROXY_NAMES),
      sentinelMonitor(stores, portOf),
      ...(prometheus === undefined ? [] : [prometheusMonitor(prometheus)]),
    ],
    prometheus,
    readMemory: () => readProcessMemory(controls),
    memoryMeaning: PROCESS_MEMORY,
    end: () => controls.end(),
  };
}

async function readAnswer(secretsDir: string, day: string): Promise<string> {
  const key = await readFile(join(secretsDir, 'motus/daily-word-key'), 'utf8');
  return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
}

async function nativeHealthProblems(
  controls: ProcessControls,
  ports: Pick<Ports, 'stats'>,
  stores: Pick<Target, 'sendCommand'>,
): Promise<string[]> {
  const instances = await controls.list();
  const down = instances
    .filter(({ state }) => state !== 'running')
    .map(({ name, state }) => `${name} is ${state}`);
  const names = instances.map(({ name }) => name);
  const haproxies = HAPROXY_NAMES.filter((name) => names.includes(name));
  const others = await Promise.all([edgeProblems(ports.stats, haproxies), storeProblems(stores, names)]);
  return [...down, ...others.flat()];
}

async function readProcessMemory(controls: ProcessControls): Promise<ReadonlyMap<string, number>> {
  const running = (await controls.list()).flatMap(({ name, pid }): [string, number][] =>
    pid === undefined ? [] : [[name, pid]],
  );
  return processMemory(new Map(running));
}

/** Reads the password of a store node or a Sentinel: both nodes of a store, and all Sentinels, share a folder of secrets. */
async function readPassword(secretsDir: string, name: string): Promise<string> {
  const file = join(secretsDir, name.replace(/\d+$/, ''), 'auth.conf');
  return /^requirepass "?([^"\s]+)/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
}
