import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * Node.js has no functions for these, only V8 flags; they are set here so that nobody who starts a service has to know them.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/v8.html#v8setflagsfromstringflags
 */

/**
 * Makes V8 collect the young generation on the main thread alone. By default it wakes helper threads, although there is
 * too little garbage for that and the other services need the cores: waiting for the helpers takes up to a tenth of the
 * time of an attempt.
 */
export function disableParallelScavenge(): void {
  setFlagsFromString('--no-parallel-scavenge');
}

/**
 * Collects all garbage and gives the memory back to the system. To be called after the start, which leaves sources,
 * schemas, compilers and an enlarged young generation behind: an idle service would keep them for as long as it runs.
 */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect === 'function') collect({ type: 'major', flavor: 'last-resort' });
}
