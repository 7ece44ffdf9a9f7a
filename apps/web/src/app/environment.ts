import type { ReadonlySignal } from '@preact/signals';
import type { BoardEffects } from '../game/board/board-effects.ts';
import type { LayoutName } from '../game/keyboard/layouts.ts';
import type { Fetch } from '../platform/api-client.ts';
import type { Storage } from '../platform/storage.ts';
import type { Settings } from './settings.ts';
import type { Site } from './site.ts';

/** What the state of the page needs from a browser. `main.tsx` takes it from the real one, tests from a fake one. */
export interface Environment extends Omit<Device, 'hardMode'> {
  site: Site;
  /** The languages of the reader, the preferred one first (BCP 47). */
  languages: readonly string[];
  /** Default settings of this kind of device, where they differ from the usual ones. */
  defaults?: Partial<Settings>;
  /** The layout of the keyboard that the player probably uses. */
  guessedLayout: ReadonlySignal<LayoutName>;
  /** Waits for some milliseconds, or until the device is online again. */
  waitForNetwork(milliseconds: number): Promise<void>;
  /** Returns a random UUID. */
  newId(): string;
  /** Opens the view with this fragment, like a link. */
  navigate(hash: string): void;
  /** Tells the other tabs that a row was played. */
  onPlayed(): void;
}

/** What every board needs: the browser's capabilities, and the player's settings of the board. */
export interface Device extends BoardEffects {
  fetch: Fetch;
  storage: Storage;
  /** Returns the time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after that many milliseconds. */
  wait(milliseconds: number): Promise<void>;
}
