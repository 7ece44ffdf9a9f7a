import { join } from 'node:path';
import { REPOSITORY } from '../../libs/system/src/index.ts';

/** Where `npm start` keeps secrets, data and its control socket (STATE_DIR); git does not see the default. */
export const STATE_DIR = process.env.STATE_DIR || join(REPOSITORY, '.motus');
