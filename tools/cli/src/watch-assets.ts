import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';

/**
 * Imported first by each service under `npm run dev`: makes `node --watch`, which watches modules only, also watch the Lua
 * scripts and style sheets that the service reads. The message is that of Node.js' own module loaders.
 *
 * @see https://github.com/nodejs/node/blob/main/lib/internal/watch_mode/files_watcher.js
 */
const service = dirname(process.argv[1] ?? '');
const assets = [service, ...globSync(join(REPOSITORY, 'libs/*/src'))].flatMap((folder) =>
  globSync('**/*.{lua,css}', { cwd: folder }).map((file) => join(folder, file)),
);
process.send?.({ 'watch:require': assets });
