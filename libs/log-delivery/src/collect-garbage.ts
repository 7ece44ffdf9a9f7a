import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Collects all garbage of the calling thread and gives the memory back to the system. To be called after the start, which
 * leaves sources, compiled modules and an enlarged young generation behind: an idle thread would keep them for as long as it
 * runs.
 *
 * Node.js has no function for this, only a flag of V8 that gives new contexts the function `gc`.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/v8.html#v8setflagsfromstringflags
 */
export function collectGarbage(): void {
  // It stays set: it is one flag for all threads, and another one may be between these two lines.
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}
