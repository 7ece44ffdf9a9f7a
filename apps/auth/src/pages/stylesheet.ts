import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LIGHT_PALETTE, PALETTE } from '@motus/site';

/** The content of the stylesheet of all pages: the shared palettes, and the styles of these pages. */
export const STYLESHEET =
  PALETTE + LIGHT_PALETTE + readFileSync(new URL('style.css', import.meta.url), 'utf8');

/** A hash of the content, so that browsers may cache the URL without expiry. */
const version = createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 12);

export const STYLESHEET_PATH = '/auth/assets/style.css';
export const STYLESHEET_URL = `${STYLESHEET_PATH}?v=${version}`;
