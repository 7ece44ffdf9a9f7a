import { quantile } from '@motus/measurement';
import type { ComponentKind } from './component-kind.ts';
import { faultLabel } from './fault-plan.ts';
import { BASELINE } from './faults.ts';
import type { Phase } from './recorder.ts';
import type { Verification } from './verification.ts';

/** A target of the drill and whether the system met it. */
export interface Check {
  readonly what: string;
  readonly passed: boolean;
  readonly detail: string;
}

/** A phase and the differences that the verification found in it. */
export interface Row {
  readonly phase: Phase;
  readonly kind: ComponentKind | 'none';
  /** Acknowledged attempts that are missing in the ledger, without the forgone ones. */
  readonly lost: number;
  /** Entries that were lost in a power cut, within the limit that DURABILITY allows. */
  readonly forgone: number;
  /** Attempts that are in the ledger twice, or were never sent. */
  readonly doubled: number;
}

/** The limit of the slowest request, by the kind of the component. */
const MAX_LATENCY_MS: Partial<Record<Row['kind'], number>> = { service: 1000, primary: 8000, replica: 8000 };
/** A fault of a component that no request uses may raise the median to twice the baseline plus this. */
const MEDIAN_TOLERANCE_MS = 10;

/**
 * Checks the results against the targets of the drill.
 *
 * @param judgeLatency whether latencies are checked; those of a short drill on a busy machine are not meaningful
 */
export function checksOf(rows: readonly Row[], verification: Verification, judgeLatency: boolean): Check[] {
  const baseline = rows.find(({ phase }) => phase.component === BASELINE);
  const median = baseline === undefined ? 0 : quantile(baseline.phase.latencies, 0.5);
  return [
    ...rows.flatMap((row) => [...lossChecks(row), ...(judgeLatency ? latencyChecks(row, median) : [])]),
    ...verification.findings.map(({ what, compared, wrong }) => ({
      what,
      passed: wrong.length === 0,
      detail: `${compared} compared, ${wrong.length} wrong${wrong[0] === undefined ? '' : `: ${wrong[0]}`}`,
    })),
  ];
}

function lossChecks(row: Row): Check[] {
  const { phase, kind, lost, forgone, doubled } = row;
  const name = phaseName(phase);
  const allowed =
    forgone === 0 ? '' : `, and ${forgone} shortly before the cut, which DURABILITY=second allows`;
  const checks = [
    { what: `${name}: nothing lost`, passed: lost === 0, detail: `${lost} lost${allowed}` },
    { what: `${name}: nothing doubled`, passed: doubled === 0, detail: `${doubled} doubled` },
    ...requestChecks(row),
  ];
  if (kind !== 'none')
    checks.push({
      what: `${name}: healthy again`,
      passed: phase.healthyAt !== undefined,
      detail: phase.healthProblems.join('; ') || 'healthy',
    });
  return [...checks, ...monitoringChecks(phase)];
}

/** Checks that a fault that lasted long enough was noticed, and that an alert fired. */
function monitoringChecks(phase: Phase): Check[] {
  const { noticed, alerted, mustNotice, mustAlert } = phase;
  const name = phaseName(phase);
  const checks: Check[] = [];
  if (mustNotice.length > 0)
    checks.push({
      what: `${name}: noticed`,
      passed: noticed !== undefined,
      detail: noticed === undefined ? `not by ${mustNotice.join(' or ')}` : `by ${noticed.by}`,
    });
  if (mustAlert)
    checks.push({
      what: `${name}: an alert fires`,
      passed: alerted !== undefined,
      detail: alerted?.by ?? 'none',
    });
  return checks;
}

/** Checks how many requests failed, and how. */
function requestChecks({ phase, kind }: Row): Check[] {
  const { requests, failed, refused, refusedReads, readsMeanwhile } = phase;
  const name = phaseName(phase);
  // While the whole system is off, no request can be answered.
  if (kind === 'everything') return [];
  if (kind !== 'store')
    return [
      {
        what: `${name}: no failed request`,
        // A phase without requests tests nothing.
        passed: failed === 0 && (requests > 0 || kind === 'none'),
        detail: `${failed} of ${requests} failed`,
      },
    ];
  const failedOtherwise = failed - refused;
  const checks = [
    {
      what: `${name}: requests fail only with 503 and Retry-After`,
      passed: failedOtherwise === 0 && requests > 0,
      detail: `${failedOtherwise} of ${requests} failed otherwise, ${refused} with 503 and Retry-After`,
    },
  ];
  if (phase.fault === faultLabel('disk-full'))
    checks.push(
      // If every write succeeds, the disk was not full.
      {
        what: `${name}: writes are refused`,
        passed: refused > refusedReads,
        detail: `${refused - refusedReads} refused`,
      },
      {
        what: `${name}: reads are answered`,
        passed: refusedReads === 0 && readsMeanwhile > 0,
        detail: `${readsMeanwhile} answered while the disk was full, ${refusedReads} refused`,
      },
    );
  return checks;
}

function latencyChecks({ phase, kind }: Row, baselineMedian: number): Check[] {
  const name = phaseName(phase);
  const limit = MAX_LATENCY_MS[kind];
  // Not for `hang`: a hanging process is detected by a timeout, which takes longer than a closed connection.
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
      what: `${name}: median latency as without the fault`,
      passed: median < 2 * baselineMedian + MEDIAN_TOLERANCE_MS,
      detail: `median ${median.toFixed(1)} ms, without the fault ${baselineMedian.toFixed(1)} ms`,
    },
  ];
}

function phaseName({ component, fault }: Phase): string {
  return fault === 'none' ? component : `${component} ${fault}`;
}
