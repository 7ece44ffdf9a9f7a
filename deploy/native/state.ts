import { join } from 'node:path';
import { REPOSITORY } from '../../libs/system/src/index.ts';

/** Where `npm start` keeps secrets, data and its control socket; git does not see it. */
export const STATE_DIR = join(REPOSITORY, '.motus');
