import { readFileSync } from 'node:fs';

/** The style sheet with the colours that all pages share; it comes before every other one. */
export const PALETTE = readFileSync(new URL('palette.css', import.meta.url), 'utf8');

/** The colour behind everything, as #rrggbb, unless the operator has set another one: for `theme-color`. */
export const GROUND = /--site-ground, (#[\da-f]{6})\)/.exec(PALETTE)?.[1] ?? '';
