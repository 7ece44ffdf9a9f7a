import { join } from 'node:path';
import { REPOSITORY } from '@motus/local-system';
import { complain, memoryTable, onEnd, progress, say } from '@motus/measurement';
import { removeAllDisks } from './disk.ts';
import { runDrill } from './drill.ts';
import { type DrillOptions, readOptions, USAGE } from './options.ts';
import { writeReport } from './report.ts';
import { footnotes, table } from './table.ts';
import type { Target } from './target.ts';
import { composeTarget } from './target-compose.ts';
import { startOwnTarget } from './target-native.ts';
import { runningTarget } from './target-running.ts';

/**
 * `npm run drill`.
 *
 * @returns the exit code: 0 where every check passed, 1 where one did not, 2 where there was no drill
 */
export async function drill(args: readonly string[]): Promise<number> {
  const tell = progress();
  if (args.includes('--help')) {
    say(USAGE);
    return 0;
  }
  let target: Target | undefined;
  try {
    const options = readOptions(args);
    tell(options.system === 'own' ? 'starting a system of its own' : 'looking for the running system');
    // An end may come while the system still starts.
    onEnd(async () => {
      await target?.end();
      await removeAllDisks();
    });
    target = await open(options);
    const result = await runDrill(options, target, tell);
    const files = await writeReport(result, join(REPOSITORY, 'reports'));
    say('');
    for (const line of [...table(result.rows), ...footnotes(result.rows)]) say(line);
    say('');
    for (const line of [...memoryTable(result.memory), result.memoryMeaning]) say(line);
    say('');
    for (const line of [result.durability, ...result.leftOut]) say(line);
    say('');
    const failed = result.checks.filter(({ passed }) => !passed);
    for (const { what, detail } of failed) say(`FAILED  ${what} (${detail})`);
    for (const path of files) say(`report  ${path}`);
    say(`\n${result.checks.length - failed.length} passed, ${failed.length} failed`);
    return failed.length === 0 ? 0 : 1;
  } catch (error) {
    complain(error, USAGE);
    return 2;
  } finally {
    await target?.end();
  }
}

function open(options: DrillOptions): Promise<Target> {
  switch (options.system) {
    case 'own':
      return startOwnTarget(
        {
          ...(options.config !== undefined && { haproxyConfig: options.config }),
          environment: { DURABILITY: process.env.DURABILITY },
        },
        options.faults.some((fault) => fault === 'disk-full' || fault === 'power-cut'),
      );
    case 'running':
      return runningTarget();
    case 'compose':
      return composeTarget();
  }
}
