import { join } from 'node:path';
import { findProgram, type ProgramName, REPOSITORY, say } from '@motus/local-system';
import { complain, createEventLog, type EventLog, memoryTable, onEnd, progress } from '@motus/measurement';
import { removeAllDisks } from './disk.ts';
import { runDrill } from './drill.ts';
import { DISK_FAULTS, type DrillOptions, readOptions, USAGE } from './options.ts';
import { writeReport } from './report.ts';
import { footnotes, resultTable } from './table.ts';
import type { Target } from './target.ts';
import { composeTarget } from './target-compose.ts';
import { startOwnTarget } from './target-own.ts';
import { runningTarget } from './target-running.ts';

/** What runs beside an observed system. The drill installs nothing, so it observes only where all of these are installed. */
const OBSERVERS: readonly ProgramName[] = ['prometheus', 'alertmanager', 'redis-exporter', 'node-exporter'];

/**
 * `npm run drill`.
 *
 * @returns the exit code: 0 if every check passed, 1 if one failed, 2 if the drill did not run
 */
export async function drill(args: readonly string[]): Promise<number> {
  const log = progress();
  if (args.includes('--help')) {
    say(USAGE);
    return 0;
  }
  let target: Target | undefined;
  let events: EventLog | undefined;
  try {
    const options = readOptions(args);
    log(options.system === 'own' ? 'starting the system' : 'connecting to the running system');
    // A signal may arrive while the system is still starting.
    onEnd(async () => {
      await target?.end();
      await removeAllDisks();
    });
    target = await openTarget(options);
    events = createEventLog('drill', target.lokiUrl ?? process.env.LOKI_URL);
    const result = await runDrill(options, target, log, events);
    const files = await writeReport(result, join(REPOSITORY, 'reports'));
    say('');
    for (const line of [...resultTable(result.rows), ...footnotes(result.rows)]) say(line);
    say('');
    for (const line of [...memoryTable(result.memory), result.memoryMeaning]) say(line);
    say('');
    for (const line of [result.durability, result.monitoring, ...result.leftOut]) say(line);
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
    await events?.close();
  }
}

function openTarget(options: DrillOptions): Promise<Target> {
  switch (options.system) {
    case 'own':
      return startOwnTarget(
        {
          ...(options.config !== undefined && { haproxyConfig: options.config }),
          environment: { DURABILITY: process.env.DURABILITY },
          observe: !options.short && OBSERVERS.every((name) => findProgram(name) !== undefined),
        },
        options.faults.some((fault) => DISK_FAULTS.includes(fault)),
      );
    case 'running':
      return runningTarget();
    case 'compose':
      return composeTarget();
  }
}
