import { until } from '@motus/testing';
import { EVERYTHING } from '../components.ts';
import { DAMAGE_SCRIPT } from '../damage-file.ts';
import { DISK_FAULTS } from '../options.ts';
import { assertHasHealthyTwin, damagePositionFor } from '../store-health.ts';
import type { Target } from '../target.ts';
import { cutOff, damageVolume, destroyVolume } from './container-actions.ts';
import { compose, containers } from './docker.ts';

/**
 * Injects faults into the containers of the project, and reverts them.
 *
 * @param stores asks the store nodes for their roles and their replication
 * @param onNewContainer called after a container was created anew
 */
export function composeFaults(
  stores: Pick<Target, 'instanceNames' | 'sendCommand'>,
  onNewContainer: () => void,
): Pick<Target, 'unsupportedReason' | 'inject' | 'revert'> {
  /** Reconnects each container that was disconnected from its networks. */
  const reconnects = new Map<string, () => Promise<void>>();
  return {
    unsupportedReason: (fault) =>
      DISK_FAULTS.includes(fault) ? 'the volumes are on the disk of this machine' : undefined,
    async inject(name, fault) {
      switch (fault) {
        case 'kill':
          await compose('kill', ...(name === EVERYTHING ? [] : [name]));
          return;
        case 'term':
          await compose('kill', '--signal', 'SIGTERM', name);
          return;
        case 'hang':
          await compose('pause', name);
          return;
        case 'cut':
          reconnects.set(name, await cutOff(name));
          return;
        case 'disk-lost':
          await assertHasHealthyTwin(stores, name);
          await destroyVolume(name);
          return;
        case 'file-damaged':
          await assertHasHealthyTwin(stores, name);
          await damageVolume(name, DAMAGE_SCRIPT, await damagePositionFor(stores, name));
      }
    },
    async revert(name, fault) {
      switch (fault) {
        case 'hang':
          await compose('unpause', name);
          return;
        case 'cut':
          await reconnects.get(name)?.();
          return;
        case 'disk-lost':
          await compose('up', '--detach', '--no-deps', name);
          onNewContainer();
          return;
        default:
          if (name === EVERYTHING) {
            await compose('start');
            return;
          }
          // After SIGTERM a container runs until it has drained, and starting it would do nothing.
          await until(async () => !(await containers()).some(({ Service }) => Service === name));
          await compose('start', name);
      }
    },
  };
}
