import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Gives back what the start has taken: sources, schemas and compilers leave garbage, and a young generation that has
 * grown with it. A service that nobody asks would otherwise keep all that for as long as it lives.
 *
 * Node.js has no function for it, only the flag; it is set here so that nobody who starts a service must know it.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/v8.html#v8setflagsfromstringflags
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}
