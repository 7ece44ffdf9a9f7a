import { runTool } from './tool.ts';

/** `npm run drill -- …`: prepares this machine, then runs the drill of apps/e2e. */
const others = ['--compose', '--help'];
await runTool('drill/main.ts', !process.argv.some((word) => others.includes(word)));
