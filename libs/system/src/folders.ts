import { fileURLToPath } from 'node:url';

/** The top of this repository. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));

/** Where Node.js keeps what it made of modules (types stripped, compiled): half of the start of a service. */
export const COMPILE_CACHE = `${REPOSITORY}node_modules/.cache/node`;
