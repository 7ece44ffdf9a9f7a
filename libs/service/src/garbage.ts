import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * Node.js has no functions for these, only flags; they are set here so that nobody who starts a service must know them.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/v8.html#v8setflagsfromstringflags
 */

/**
 * From now on new objects are collected by the thread that made them. Left alone, V8 wakes threads to help it; there is too
 * little to do for that, and the cores are the other services' as well: waiting for them costs a guess up to a tenth of its time.
 */
export function collectAlone(): void {
  setFlagsFromString('--no-parallel-scavenge');
}

/**
 * Gives back what the start has taken: sources, schemas and compilers leave garbage, and a young generation that has
 * grown with it. A service that nobody asks would otherwise keep all that for as long as it lives.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}
