import { runTool } from '../tool.ts';

/** `npm run bench -- …`: prepares this machine, then runs tools/bench. */
await runTool('bench', !process.argv.includes('--help'));
