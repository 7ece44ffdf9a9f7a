import { textTable } from '../support/text-table.ts';
import type { Row } from './checks.ts';

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
export function cells({ phase, lost, doubled, kind }: Row): string[] {
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
    `${lost}`,
    `${doubled}`,
    kind === 'none' ? '' : healthy,
  ];
}

/** The result as lines of text, in columns. */
export function table(rows: readonly Row[]): string[] {
  return textTable([HEADINGS, ...rows.map(cells)], 2);
}
