import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, type System, type SystemOptions, startSystem } from '@motus/local-system';
import type { ProcessControls } from './process-controls.ts';
import { makeStoreDisks } from './store-disks.ts';
import type { Target } from './target.ts';
import { nativeTarget } from './target-native.ts';

const MAX_LOG_LINES = 50_000;
/** The number of oldest lines that are dropped when there are more. */
const DROPPED_LOG_LINES = 10_000;

/**
 * Starts a system for this drill alone, on free ports, in a temporary folder that its `end` removes.
 *
 * @param options what differs from the default system
 * @param withDisks whether each store node gets a file system of its own, where this machine allows it
 */
export async function startOwnTarget(
  options: Pick<SystemOptions, 'haproxyConfig' | 'preload' | 'environment' | 'observe'> = {},
  withDisks = false,
): Promise<Target & { readonly logs: readonly string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'motus-drill-'));
  const stateDir = join(folder, 'state');
  const ports = await freePorts();
  const logs: string[] = [];
  const log = (name: string, line: string) => {
    logs.push(`${new Date().toISOString()} ${name} ${line}`);
    if (logs.length > MAX_LOG_LINES) logs.splice(0, DROPPED_LOG_LINES);
  };
  const disks = withDisks
    ? await makeStoreDisks(join(folder, 'disks'), stateDir)
    : 'this drill was started without disks';
  const start = () => startSystem({ stateDir, ports, log, ...options });
  const cleanUp = async () => {
    if (typeof disks !== 'string') await disks.remove();
    await rm(folder, { recursive: true, force: true });
  };
  let system: System;
  try {
    system = await start();
  } catch (error) {
    await cleanUp();
    throw error;
  }
  const controls: ProcessControls = {
    list: async () => system.list(),
    kill: async (name, signal) => system.kill(name, signal),
    start: (name) => system.start(name),
    killAll: () => system.cutPower(),
    async startAll() {
      system = await start();
    },
    async end() {
      await system.cutPower();
      await cleanUp();
    },
  };
  const target = nativeTarget({
    controls,
    ports,
    origin: system.urls.public,
    stateDir,
    disks,
    exclusive: true,
    description: 'processes of its own on free ports',
    prometheusPort: system.urls.prometheus === undefined ? undefined : ports.prometheus,
  });
  return Object.assign(target, { logs });
}
