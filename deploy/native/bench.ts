import { runTool } from './tool.ts';

/** `npm run bench -- …`: prepares this machine, then runs the bench of apps/e2e. */
await runTool('bench/main.ts', !process.argv.includes('--help'));
