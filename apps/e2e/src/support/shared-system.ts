import { after, before } from 'node:test';
import { startTestSystem, type TestSystem } from './test-system.ts';

/** One system for all tests of a file: started before the first, stopped after the last. */
export function sharedSystem(): TestSystem {
  let running: TestSystem | undefined;
  before(async () => {
    running = await startTestSystem();
  });
  after(() => running?.stop());
  return new Proxy({} as TestSystem, {
    get(_, property) {
      if (running === undefined) throw new Error('the system is not started yet');
      return Reflect.get(running, property);
    },
  });
}
