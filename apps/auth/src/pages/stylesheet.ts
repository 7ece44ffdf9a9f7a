import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PALETTE } from '@motus/site';

/** The style of all pages. */
export const STYLESHEET = PALETTE + readFileSync(new URL('style.css', import.meta.url), 'utf8');

/** Changes with the content, so that browsers may keep it for ever. */
const version = createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 12);

export const STYLESHEET_PATH = '/auth/assets/style.css';
export const STYLESHEET_URL = `${STYLESHEET_PATH}?v=${version}`;
