import { fileURLToPath } from 'node:url';

/** The top of this repository. */
export const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url));
