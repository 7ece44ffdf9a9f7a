import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readPromql } from './promql.ts';

/** An alert or a recording rule of deploy/prometheus/rules. */
export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

const FOLDER = join(import.meta.dirname, '../../../prometheus/rules');

/** All rules. */
export const rules: readonly Rule[] = globSync('*.yml', { cwd: FOLDER })
  .map((file): { groups: { rules: Rule[] }[] } => parse(readFileSync(join(FOLDER, file), 'utf8')))
  .flatMap(({ groups }) => groups.flatMap((group) => group.rules));

const records = new Map(rules.map(({ record, expr }) => [record, expr]));

/** The metrics of an expression and of the recording rules that it uses; histograms by their base name, too. */
export function metricsOf(expr: string): Set<string> {
  const metrics = new Set<string>();
  for (const { metric } of readPromql(expr).selectors) {
    const recorded = records.get(metric);
    if (recorded === undefined) metrics.add(metric).add(metric.replace(/_(bucket|sum|count)$/, ''));
    else for (const each of metricsOf(recorded)) metrics.add(each);
  }
  return metrics;
}
