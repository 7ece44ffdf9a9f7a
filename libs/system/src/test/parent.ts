import { launch } from '../process.ts';

/** A parent for a test to kill: starts one process, says its id, and waits. */
const child = await launch(
  'child',
  { command: 'sleep', args: ['600'], env: process.env, cwd: '/', stopSignal: 'SIGTERM', stopWithin: 1000 },
  () => undefined,
);
process.stdout.write(`${child.pid}\n`);
