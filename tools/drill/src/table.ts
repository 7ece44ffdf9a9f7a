import { textTable } from '@motus/measurement';
import type { Row } from './checks.ts';
import { MAY_LOSE } from './durability.ts';

export const HEADINGS = [
  'component',
  'fault',
  'requests',
  'sent again',
  'failed',
  'slowest',
  'lost',
  'doubled',
  'healthy after',
];

/** A row of the result, cell by cell. */
export function cells({ phase, lost, forgone, doubled, kind }: Row): string[] {
  const { component, fault, requests, retried, failed, slowest, backAt, healthyAt } = phase;
  const healthy =
    backAt === undefined || healthyAt === undefined
      ? 'never'
      : `${((healthyAt - backAt) / 1000).toFixed(1)} s`;
  return [
    component,
    fault,
    `${requests}`,
    `${retried}`,
    `${failed}`,
    `${(slowest / 1000).toFixed(2)} s`,
    forgone === 0 ? `${lost}` : `${lost + forgone}*`,
    `${doubled}`,
    kind === 'none' ? '' : healthy,
  ];
}

/** What the star beside a number means, a line for each row with one. */
export function footnotes(rows: readonly Row[]): string[] {
  return rows
    .filter(({ forgone }) => forgone > 0)
    .map(
      ({ phase, forgone }) =>
        `* ${phase.component} ${phase.fault}: ${forgone} of them acknowledged in the ${MAY_LOSE / 1000} s before the cut, which DURABILITY=second allows`,
    );
}

/** The result as lines of text, in columns. */
export function table(rows: readonly Row[]): string[] {
  return textTable([HEADINGS, ...rows.map(cells)], 2);
}
