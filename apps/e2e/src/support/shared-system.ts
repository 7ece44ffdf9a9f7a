import { after, before } from 'node:test';
import { startTestSystem, type TestSystem } from './test-system.ts';

/**
 * One system for all tests of a file: started before the first, stopped after the last.
 *
 * @param environment more settings of the services and HAProxy
 */
export function sharedSystem(environment: Record<string, string> = {}): TestSystem {
  let running: TestSystem | undefined;
  before(async () => {
    running = await startTestSystem(environment);
  });
  after(() => running?.stop());
  return new Proxy({} as TestSystem, {
    get(_, property) {
      if (running === undefined) throw new Error('the system is not started yet');
      return Reflect.get(running, property);
    },
  });
}
