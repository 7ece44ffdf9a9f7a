import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dailyAnswers, loadLexicon } from '@motus/lexicon';
import {
  freePorts,
  HAPROXY_NAMES,
  type Ports,
  type System,
  type SystemOptions,
  startSystem,
} from '@motus/system';
import { redisLines } from '../support/redis-lines.ts';
import { assertLoopback } from './client.ts';
import { edgeAilments } from './edge-health.ts';
import type { Fault } from './options.ts';
import { storeAilments } from './store-health.ts';
import type { Target } from './target.ts';

/** What the drill does to processes of this machine. */
export interface Controls {
  list(): Promise<readonly { readonly name: string; readonly port: number; readonly state: string }[]>;
  kill(name: string, signal: NodeJS.Signals): Promise<void>;
  start(name: string): Promise<void>;
  cutPower(): Promise<void>;
  restorePower(): Promise<void>;
  end(): Promise<void>;
}

const SIGNALS: Record<Fault, NodeJS.Signals | undefined> = {
  kill: 'SIGKILL',
  term: 'SIGTERM',
  hang: 'SIGSTOP',
  cut: undefined,
};

/**
 * A system of the drill's own: free ports, a temporary folder, gone afterwards.
 *
 * @param options what is to be different from the usual
 */
export async function startOwnTarget(
  options: Pick<SystemOptions, 'haproxyConfig' | 'preload' | 'environment'> = {},
): Promise<Target & { readonly logs: readonly string[] }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'motus-drill-'));
  const ports = await freePorts();
  const logs: string[] = [];
  const log = (name: string, line: string) => {
    logs.push(`${new Date().toISOString()} ${name} ${line}`);
    if (logs.length > 50_000) logs.splice(0, 10_000);
  };
  const start = () => startSystem({ stateDir, ports, log, ...options });
  const clean = () => rm(stateDir, { recursive: true, force: true });
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
    cutPower: () => system.cutPower(),
    async restorePower() {
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
    secretsDir: system.secretsDir,
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
  secretsDir: string;
  fresh: boolean;
  description: string;
}): Target {
  const { controls, ports, origin, secretsDir, fresh, description } = options;
  assertLoopback(origin);
  const target: Target = {
    origin,
    description,
    fresh,
    names: async () => (await controls.list()).map(({ name }) => name),
    impossible: (fault) => SIGNALS[fault] === undefined,
    async answer(day) {
      const key = await readFile(join(secretsDir, 'motus/daily-word-key'), 'utf8');
      return dailyAnswers(loadLexicon().answers, Buffer.from(key.trim(), 'base64url'))(day);
    },
    inject: (name, fault) => controls.kill(name, SIGNALS[fault] ?? 'SIGKILL'),
    revert: (name, fault) => (fault === 'hang' ? controls.kill(name, 'SIGCONT') : controls.start(name)),
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
    cutPower: () => controls.cutPower(),
    restorePower: () => controls.restorePower(),
    end: () => controls.end(),
  };
  return target;
}

/** Both nodes of a store, and all Sentinels, share a folder of secrets. */
async function passwordOf(secretsDir: string, name: string): Promise<string> {
  const file = join(secretsDir, name.replace(/\d+$/, ''), 'auth.conf');
  return /^requirepass "?([^"\s]+)/m.exec(await readFile(file, 'utf8'))?.[1] ?? '';
}
