import { after, before } from 'node:test';
import { startTestSystem, type TestSystem } from './test-system.ts';

/**
 * Starts one system for all tests of a file before the first test, and stops it after the last.
 *
 * @param environment settings of the services and HAProxy
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
