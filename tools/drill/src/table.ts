import { textTable } from '@motus/measurement';
import type { Row } from './checks.ts';
import { MAX_LOSS_MS } from './durability.ts';
import type { Phase } from './recorder.ts';

export const HEADINGS = [
  'component',
  'fault',
  'requests',
  'sent again',
  'failed',
  'slowest',
  'lost',
  'doubled',
  'noticed after',
  'alerted after',
  'healthy after',
];

/** The table cells of a row. */
export function rowCells({ phase, lost, forgone, doubled, kind }: Row): string[] {
  const { component, fault, requests, retried, failed, slowest, faultAt, revertedAt, healthyAt } = phase;
  const healthy =
    revertedAt === undefined || healthyAt === undefined ? 'never' : seconds(healthyAt - revertedAt);
  const after = (report: Phase['noticed']) =>
    report === undefined || faultAt === undefined ? '–' : `${seconds(report.at - faultAt)} (${report.by})`;
  return [
    component,
    fault,
    `${requests}`,
    `${retried}`,
    `${failed}`,
    `${(slowest / 1000).toFixed(2)} s`,
    forgone === 0 ? `${lost}` : `${lost + forgone}*`,
    `${doubled}`,
    ...(kind === 'none' ? ['', '', ''] : [after(phase.noticed), after(phase.alerted), healthy]),
  ];
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The footnotes for the numbers with a star, one for each row that has one. */
export function footnotes(rows: readonly Row[]): string[] {
  return rows
    .filter(({ forgone }) => forgone > 0)
    .map(
      ({ phase, forgone }) =>
        `* ${phase.component} ${phase.fault}: ${forgone} of the lost answers were acknowledged in the ${MAX_LOSS_MS / 1000} s before the cut, which DURABILITY=second allows`,
    );
}

/** The rows as a text table. */
export function resultTable(rows: readonly Row[]): string[] {
  return textTable([HEADINGS, ...rows.map(rowCells)], 2);
}
