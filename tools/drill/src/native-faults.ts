import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EVERYTHING } from './components.ts';
import { damageFile } from './damage-file.ts';
import { cutPowerOf, type Disk } from './disk.ts';
import { DISK_FAULTS, type Fault } from './options.ts';
import type { ProcessControls, ProcessEntry } from './process-controls.ts';
import type { StoreDisks } from './store-disks.ts';
import { assertHasHealthyTwin, damagePositionFor, nodesOfStore } from './store-health.ts';
import type { Target } from './target.ts';

const PROCESS_POLL_INTERVAL_MS = 20;

const SIGNALS: Partial<Record<Fault, NodeJS.Signals>> = { kill: 'SIGKILL', term: 'SIGTERM', hang: 'SIGSTOP' };

/** Injects faults into processes of this machine and their data folders, and reverts them. */
export function nativeFaults(options: {
  controls: ProcessControls;
  stateDir: string;
  disks: StoreDisks | string;
  exclusive: boolean;
  /** Asks the store nodes for their roles and their replication. */
  stores: Pick<Target, 'instanceNames' | 'sendCommand'>;
}): Pick<Target, 'unsupportedReason' | 'inject' | 'revert'> {
  const { controls, stateDir, disks, exclusive, stores } = options;
  const disksOf = (name: string) => (typeof disks === 'string' ? [] : disks.disksOf(name));

  async function loseDisk(node: string): Promise<void> {
    if (!exclusive) await assertHasHealthyTwin(stores, node);
    await killAndWait(controls, [node]);
    await emptyFolder(join(stateDir, node));
  }

  async function damageNewestFile(node: string): Promise<void> {
    if (!exclusive) await assertHasHealthyTwin(stores, node);
    const position = await damagePositionFor(stores, node);
    await killAndWait(controls, [node]);
    await damageFile(join(stateDir, node), position);
  }

  async function cutPower(name: string): Promise<void> {
    const nodes = nodesOfStore(name, await stores.instanceNames());
    // Start the kills first, so that no process sees the failing disks for long.
    const killed = name === EVERYTHING ? controls.killAll() : killAndWait(controls, nodes);
    await Promise.all([killed, cutPowerOf(disksOf(name))]);
  }

  return {
    unsupportedReason(fault) {
      if (fault === 'cut') return 'needs containers';
      return DISK_FAULTS.includes(fault) && typeof disks === 'string' ? disks : undefined;
    },
    async inject(name, fault) {
      switch (fault) {
        case 'disk-lost':
          return loseDisk(name);
        case 'file-damaged':
          return damageNewestFile(name);
        case 'disk-full':
          await Promise.all(disksOf(name).map((disk) => disk.fill()));
          return;
        case 'power-cut':
          return cutPower(name);
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
      const nodes = fault === 'power-cut' ? nodesOfStore(name, await stores.instanceNames()) : [name];
      await Promise.all(nodes.map((node) => controls.start(node)));
    },
  };
}

/** Sends SIGKILL to processes and waits until they have ended, so that none can write any more. */
async function killAndWait(controls: ProcessControls, nodes: readonly string[]): Promise<void> {
  await Promise.all(nodes.map((name) => controls.kill(name, 'SIGKILL')));
  const isRunning = ({ name, state }: ProcessEntry) => nodes.includes(name) && state === 'running';
  while ((await controls.list()).some(isRunning)) await pause(PROCESS_POLL_INTERVAL_MS);
}

async function revertDisk(disk: Disk, fault: Fault): Promise<void> {
  if (fault === 'power-cut') await disk.restorePower();
  if (fault === 'disk-full') await disk.free();
}

/** Empties a data folder, like a new disk that replaces a lost one. */
async function emptyFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder)) await rm(join(folder, entry), { recursive: true });
}
