import { readFileSync } from 'node:fs';

/**
 * Reads a Lua script that lies beside the module that runs it. Modules call this while they load: each script is read
 * once per process, and a missing file fails the start.
 *
 * @param file   file name, for instance `append.lua`
 * @param module `import.meta.url` of the module
 */
export function readLua(file: string, module: string): string {
  return readFileSync(new URL(file, module), 'utf8');
}
