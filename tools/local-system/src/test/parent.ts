import { launch } from '../process.ts';

/** A parent process for a test to kill: starts a child and prints its process id. */
const child = await launch(
  'child',
  { command: 'sleep', args: ['600'], env: process.env, cwd: '/', stopSignal: 'SIGTERM', stopWithin: 1000 },
  () => undefined,
);
process.stdout.write(`${child.pid}\n`);
