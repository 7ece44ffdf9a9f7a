import { type ReadonlySignal, signal } from '@preact/signals';
import type { Storage } from '../platform/storage.ts';
import { readSettings, type Settings } from './settings.ts';

/** The player's settings, stored in this browser and shared by its tabs. */
export interface SettingsState {
  readonly current: ReadonlySignal<Settings>;
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
  /** Reads the stored settings again: another tab may have changed them. */
  reload(): void;
}

/** @param defaults the defaults of this device, where they differ from the usual ones */
export function createSettings(storage: Storage, defaults: Partial<Settings> = {}): SettingsState {
  const current = signal(readSettings(storage, defaults));
  return {
    current,
    set(name, value) {
      current.value = { ...current.value, [name]: value };
      storage.write('settings', current.value);
    },
    reload() {
      current.value = readSettings(storage, defaults);
    },
  };
}
