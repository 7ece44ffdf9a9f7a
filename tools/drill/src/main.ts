import { drill } from './command.ts';

process.exitCode = await drill(process.argv.slice(2));
