import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '../../libs/system/src/folders.ts';

/**
 * Imported first by each service under `npm run dev`: `node --watch` follows modules alone, and learns here of what they
 * read, Lua scripts and style sheets. The message is the one that Node.js' own module loaders send.
 *
 * @see https://github.com/nodejs/node/blob/main/lib/internal/watch_mode/files_watcher.js
 */
const service = dirname(process.argv[1] ?? '');
const assets = [service, ...globSync(join(REPOSITORY, 'libs/*/src'))].flatMap((folder) =>
  globSync('**/*.{lua,css}', { cwd: folder }).map((file) => join(folder, file)),
);
process.send?.({ 'watch:require': assets });
