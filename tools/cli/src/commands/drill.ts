import { runTool } from '../tool.ts';

/** `npm run drill -- …`: prepares this machine, then runs tools/drill. */
const others = ['--compose', '--help'];
await runTool('drill', !process.argv.some((word) => others.includes(word)));
