import { type ReadonlySignal, signal } from '@preact/signals';
import type { Storage } from '../platform/storage.ts';
import { readSettings, type Settings } from './settings.ts';

/** The player's settings, kept in this browser and in step over its tabs. */
export interface SettingsState {
  readonly current: ReadonlySignal<Settings>;
  set<Name extends keyof Settings>(name: Name, value: Settings[Name]): void;
  /** Reads again what is kept: another tab may have changed it. */
  reload(): void;
}

/** @param defaults those of this device, where they differ from the first choices */
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
