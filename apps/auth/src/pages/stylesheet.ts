import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PALETTE } from '@motus/site';

/** The content of the stylesheet of all pages: the shared palette, and the styles of these pages. */
export const STYLESHEET = PALETTE + readFileSync(new URL('style.css', import.meta.url), 'utf8');

/** A hash of the content, so that browsers may cache the URL without expiry. */
const version = createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 12);

export const STYLESHEET_PATH = '/auth/assets/style.css';
export const STYLESHEET_URL = `${STYLESHEET_PATH}?v=${version}`;
