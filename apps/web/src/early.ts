import { applyAppearance } from './app/apply-appearance.ts';
import { readSettings } from './app/settings.ts';
import { createStorage } from './platform/storage.ts';

// Runs before the first paint, so that the page never flashes in a theme that is not the player's.
applyAppearance(document.documentElement, readSettings(createStorage(() => localStorage)), window);
