import { runTool } from './tool.ts';

/** `npm run bench -- …`: what a bench needs on this machine, then the bench of apps/e2e. */
await runTool('bench/main.ts', !process.argv.includes('--help'));
