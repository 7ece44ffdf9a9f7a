import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import {
  freePorts,
  HAPROXY_NAMES,
  type Ports,
  type System,
  type SystemOptions,
  startSystem,
} from '@motus/local-system';
import { PROCESS_MEMORY, processMemory, redisLines } from '@motus/measurement';
import { assertLoopback } from './client.ts';
import { EVERYTHING } from './components.ts';
import { damageFile } from './damage-file.ts';
import { cutPowerOf, type Disk } from './disk.ts';
import { edgeAilments } from './edge-health.ts';
import type { Fault } from './options.ts';
import { makeStoreDisks, type StoreDisks } from './store-disks.ts';
import { assertCopied, damagePlace, nodesOfStore, storeAilments } from './store-health.ts';
import type { Target } from './target.ts';

/** A process as its system lists it. */
interface Listed {
  readonly name: string;
  readonly port: number;
  readonly state: string;
  readonly pid?: number;
}

/** What the drill does to processes of this machine. */
export interface Controls {
  list(): Promise<readonly Listed[]>;
  kill(name: string, signal: NodeJS.Signals): Promise<void>;
  start(name: string): Promise<void>;
  /** Ends everything at once. */
  killAll(): Promise<void>;
  /** Starts everything again on what is left of it. */
  startAll(): Promise<void>;
  end(): Promise<void>;
}

const SIGNALS: Partial<Record<Fault, NodeJS.Signals>> = { kill: 'SIGKILL', term: 'SIGTERM', hang: 'SIGSTOP' };

/**
 * A system of the drill's own: free ports, a temporary folder, gone afterwards.
 *
 * @param options what is to be different from the usual
 * @param withDisks whether the stores get file systems of their own, where this machine allows it
 */
export async function startOwnTarget(
  options: Pick<SystemOptions, 'haproxyConfig' | 'preload' | 'environment'> = {},
  withDisks = false,
): Promise<Target & { readonly logs: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'motus-drill-'));
  const stateDir = join(folder, 'state');
  const ports = await freePorts();
  const logs: string[] = [];
  const log = (name: string, line: string) => {
    logs.push(`${new Date().toISOString()} ${name} ${line}`);
    if (logs.length > 50_000) logs.splice(0, 10_000);
  };
  const disks = withDisks
    ? await makeStoreDisks(join(folder, 'disks'), stateDir)
    : 'this drill was to do without';
  const start = () => startSystem({ stateDir, ports, log, ...options });
  const clean = async () => {
    if (typeof disks !== 'string') await disks.remove();
    await rm(folder, { recursive: true, force: true });
  };
  let system: System;
  try {
    system = await start();
  } catch (error) {
    await clean();
    throw error;
  }
  const controls: Controls = {
    list: async () => system.list(),
    kill: async (name, signal) => system.kill(name, signal),
    start: (name) => system.start(name),
    killAll: () => system.cutPower(),
    async startAll() {
      system = await start();
    },
    async end() {
      await system.cutPower();
      await clean();
    },
  };
  const target = nativeTarget({
    controls,
    ports,
    origin: system.urls.public,
    stateDir,
    disks,
    fresh: true,
    description: 'processes of its own on free ports',
  });
  return Object.assign(target, { logs });
}

/** A system of processes on this machine. */
export function nativeTarget(options: {
  controls: Controls;
  ports: Pick<Ports, 'stats'>;
  origin: string;
  stateDir: string;
  /** Those under the stores; in words why there are none. */
  disks: StoreDisks | string;
  fresh: boolean;
  description: string;
}): Target {
  const { controls, ports, origin, stateDir, disks, fresh, description } = options;
  assertLoopback(origin);
  const secretsDir = join(stateDir, 'secrets');
  const disksOf = (name: string) => (typeof disks === 'string' ? [] : disks.of(name));
  const names = async () => (await controls.list()).map(({ name }) => name);

  /** SIGKILL, and nothing of them is left that could still write. */
  async function end(nodes: readonly string[]): Promise<void> {
    await Promise.all(nodes.map((name) => controls.kill(name, 'SIGKILL')));
    const isLeft = ({ name, state }: Listed) => nodes.includes(name) && state === 'running';
    while ((await controls.list()).some(isLeft)) await pause(20);
  }

  const target: Target = {
    origin,
    description,
    fresh,
    names,
    impossible(fault) {
      if (fault === 'cut') return 'wants containers';
      const wantsDisks = fault === 'disk-full' || fault === 'power-cut';
      return wantsDisks && typeof disks === 'string' ? disks : undefined;
    },
    async answer(day) {
      const key = await readFile(join(secretsDir, 'motus/daily-word-key'), 'utf8');
      return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
    },
    async inject(name, fault) {
      const nodes = nodesOfStore(name, await names());
      switch (fault) {
        case 'disk-lost':
          if (!fresh) await assertCopied(target, name);
          await end([name]);
          await emptyFolder(join(stateDir, name));
          return;
        case 'file-damaged': {
          if (!fresh) await assertCopied(target, name);
          const place = await damagePlace(target, name);
          await end([name]);
          await damageFile(join(stateDir, name), place);
          return;
        }
        case 'disk-full':
          await Promise.all(disksOf(name).map((disk) => disk.fill()));
          return;
        case 'power-cut': {
          // The signals are on their way before the disks stop.
          const ended = name === EVERYTHING ? controls.killAll() : end(nodes);
          await Promise.all([ended, cutPowerOf(disksOf(name))]);
          return;
        }
        default:
          if (name === EVERYTHING) await controls.killAll();
          else await controls.kill(name, SIGNALS[fault] ?? 'SIGKILL');
      }
    },
    async revert(name, fault) {
      if (fault === 'hang') return controls.kill(name, 'SIGCONT');
      await Promise.all(disksOf(name).map((disk) => revertDisk(disk, fault)));
      if (fault === 'disk-full') return;
      if (name === EVERYTHING) return controls.startAll();
      const nodes = fault === 'power-cut' ? nodesOfStore(name, await names()) : [name];
      await Promise.all(nodes.map((node) => controls.start(node)));
    },
    async ailments() {
      const instances = await controls.list();
      const down = instances
        .filter(({ state }) => state !== 'running')
        .map(({ name, state }) => `${name} is ${state}`);
      const names = instances.map(({ name }) => name);
      const routers = HAPROXY_NAMES.filter((name) => names.includes(name));
      const others = await Promise.all([edgeAilments(ports.stats, routers), storeAilments(target, names)]);
      return [...down, ...others.flat()];
    },
    async ask(name, ...command) {
      const port = (await controls.list()).find((instance) => instance.name === name)?.port;
      if (port === undefined) throw new Error(`there is no ${name}`);
      return redisLines(port, await passwordOf(secretsDir, name), command);
    },
    async memory() {
      const running = (await controls.list()).flatMap(({ name, pid }): [string, number][] =>
        pid === undefined ? [] : [[name, pid]],
      );
      return processMemory(new Map(running));
    },
    memoryMeaning: PROCESS_MEMORY,
    end: () => controls.end(),
  };
  return target;
}

async function revertDisk(disk: Disk, fault: Fault): Promise<void> {
  if (fault === 'power-cut') await disk.restorePower();
  if (fault === 'disk-full') await disk.free();
}

/** What a new disk in the place of a lost one holds: nothing. */
async function emptyFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await rm(join(folder, entry), { recursive: true });
}

/** Both nodes of a store, and all Sentinels, share a folder of secrets. */
async function passwordOf(secretsDir: string, name: string): Promise<string> {
  const file = join(secretsDir, name.replace(/\d+$/, ''), 'auth.conf');
  return /^requirepass "?([^"\s]+)/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
}
