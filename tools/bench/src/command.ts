import { join } from 'node:path';
import { REPOSITORY, say } from '@motus/local-system';
import { complain, createEventLog, type EventLog, onEnd, progress, textTable } from '@motus/measurement';
import { type Bench, createBench } from './bench.ts';
import { readOptions, USAGE } from './options.ts';
import { writeReport } from './report.ts';
import { summaryLine } from './summary.ts';
import { tables } from './tables.ts';

/**
 * `npm run bench`.
 *
 * @returns the exit code: 0 if all checks passed, however slow; 1 if a check failed; 2 if the bench could not run
 */
export async function bench(args: readonly string[]): Promise<number> {
  if (args.includes('--help')) {
    say(USAGE);
    return 0;
  }
  let running: Bench | undefined;
  let events: EventLog | undefined;
  try {
    const options = readOptions(args);
    events = createEventLog('bench', process.env.LOKI_URL);
    running = createBench(options, progress(), events);
    onEnd(running.end);
    const result = await running.run();
    const files = await writeReport(result, join(REPOSITORY, 'reports'));
    for (const { title, headings, rows, textColumns } of tables(result)) {
      say(`\n${title}\n`);
      for (const line of textTable([headings, ...rows], textColumns)) say(line);
    }
    say(`\n${result.date}, ${result.machine}, ${result.versions}\n${result.placement}\n`);
    const failed = result.checks.filter(({ passed }) => !passed);
    for (const { what, detail } of failed) say(`FAILED  ${what} (${detail})`);
    for (const path of files) say(`report  ${path}`);
    say(`\n${result.checks.length - failed.length} passed, ${failed.length} failed`);
    say(summaryLine(result));
    return failed.length === 0 ? 0 : 1;
  } catch (error) {
    complain(error, USAGE);
    return 2;
  } finally {
    await running?.end();
    await events?.close();
  }
}
