import { quantile } from '@motus/measurement';
import type { Kind } from './components.ts';
import { labelOf } from './fault-plan.ts';
import { QUIET } from './faults.ts';
import type { Phase } from './recorder.ts';
import type { Verification } from './verification.ts';

/** Something that the drill promises, and whether it held. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** A phase with what the verification found about it. */
export interface Row {
  readonly phase: Phase;
  readonly kind: Kind | 'none';
  readonly lost: number;
  /** Lost, and acknowledged so shortly before a power cut that the setting of the stores allows it. */
  readonly forgone: number;
  readonly doubled: number;
}

/** How slow the slowest request may be, in milliseconds. */
const LIMITS: Partial<Record<Row['kind'], number>> = { service: 1000, primary: 8000, replica: 8000 };
/** With what is not in the path gone the median stays within twice what it was, and this many milliseconds. */
const UNNOTICED = 10;

/**
 * The targets of the drill.
 *
 * @param judgeLatency whether the slowness of a request counts; a short drill on a busy machine knows nothing about it
 */
export function checksOf(rows: readonly Row[], verification: Verification, judgeLatency: boolean): Check[] {
  const quiet = rows.find(({ phase }) => phase.component === QUIET);
  const median = quiet === undefined ? 0 : quantile(quiet.phase.latencies, 0.5);
  return [
    ...rows.flatMap((row) => [...correctness(row), ...(judgeLatency ? latency(row, median) : [])]),
    ...verification.findings.map(({ what, compared, wrong }) => ({
      what,
      passed: wrong.length === 0,
      detail: `${compared} compared, ${wrong.length} wrong${wrong[0] === undefined ? '' : `: ${wrong[0]}`}`,
    })),
  ];
}

function correctness(row: Row): Check[] {
  const { phase, kind, lost, forgone, doubled } = row;
  const name = nameOf(phase);
  const allowed = forgone === 0 ? '' : `, and ${forgone} of the last moment, which DURABILITY=second allows`;
  const checks = [
    { what: `${name}: nothing lost`, passed: lost === 0, detail: `${lost} lost${allowed}` },
    { what: `${name}: nothing doubled`, passed: doubled === 0, detail: `${doubled} doubled` },
    ...answered(row),
  ];
  if (kind !== 'none')
    checks.push({
      what: `${name}: healthy again`,
      passed: phase.healthyAt !== undefined,
      detail: phase.ailments.join('; ') || 'healthy',
    });
  return checks;
}

/** Which requests may fail, and how. */
function answered({ phase, kind }: Row): Check[] {
  const { requests, failed, refused, refusedReads, readsMeanwhile } = phase;
  const name = nameOf(phase);
  // Without power nothing answers.
  if (kind === 'everything') return [];
  if (kind !== 'store')
    return [
      {
        what: `${name}: no failed request`,
        // A drill without requests proves nothing.
        passed: failed === 0 && (requests > 0 || kind === 'none'),
        detail: `${failed} of ${requests} failed`,
      },
    ];
  const others = failed - refused;
  const checks = [
    {
      what: `${name}: what fails is answered with 503 and Retry-After`,
      passed: others === 0 && requests > 0,
      detail: `${others} of ${requests} failed otherwise, ${refused} so`,
    },
  ];
  if (phase.fault === labelOf('disk-full'))
    checks.push(
      // Otherwise the disk was not full.
      {
        what: `${name}: writes are refused`,
        passed: refused > refusedReads,
        detail: `${refused - refusedReads} refused`,
      },
      {
        what: `${name}: reads go on`,
        passed: refusedReads === 0 && readsMeanwhile > 0,
        detail: `${readsMeanwhile} answered while it was full, ${refusedReads} refused`,
      },
    );
  return checks;
}

function latency({ phase, kind }: Row, quiet: number): Check[] {
  const name = nameOf(phase);
  const limit = LIMITS[kind];
  // Who hangs is noticed by its silence, which takes longer than a closed connection.
  if (limit !== undefined && (phase.fault === 'kill' || phase.fault === 'term'))
    return [
      {
        what: `${name}: slowest request under ${limit / 1000} s`,
        passed: phase.slowest < limit,
        detail: `${Math.round(phase.slowest)} ms`,
      },
    ];
  if (kind !== 'sentinel' && kind !== 'observability') return [];
  const median = quantile(phase.latencies, 0.5);
  return [
    {
      what: `${name}: as fast as before`,
      passed: median < 2 * quiet + UNNOTICED,
      detail: `median ${median.toFixed(1)} ms, before ${quiet.toFixed(1)} ms`,
    },
  ];
}

function nameOf({ component, fault }: Phase): string {
  return fault === 'none' ? component : `${component} ${fault}`;
}
