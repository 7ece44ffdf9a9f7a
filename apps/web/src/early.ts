import { applyAppearance } from './browser/apply-appearance.ts';
import { readSettings } from './state/settings.ts';
import { createStorage } from './state/storage.ts';

// Runs before anything is painted, so that the page never flashes in another theme than the player's.
applyAppearance(document.documentElement, readSettings(createStorage(() => localStorage)), window);
