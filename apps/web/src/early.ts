import { applyAppearance } from './app/apply-appearance.ts';
import { readSettings } from './app/settings.ts';
import { createStorage } from './platform/storage.ts';

// Runs before anything is painted, so that the page never flashes in another theme than the player's.
applyAppearance(document.documentElement, readSettings(createStorage(() => localStorage)), window);
