import { setFlagsFromString } from 'node:v8';

/**
 * Makes V8 collect the young generation on the main thread alone. By default it wakes helper threads, although there is
 * too little garbage for that and the other services need the cores: waiting for the helpers takes up to a tenth of the
 * time of an attempt.
 *
 * Node.js has no function for this, only a flag of V8. It is set here so that nobody who starts a service has to know it.
 *
 * @see https://nodejs.org/docs/latest-v24.x/api/v8.html#v8setflagsfromstringflags
 */
export function disableParallelScavenge(): void {
  setFlagsFromString('--no-parallel-scavenge');
}
