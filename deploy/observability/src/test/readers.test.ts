import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { parse } from 'yaml';
import { dashboards } from '../dashboards/index.ts';
import { EVENTS } from '../event-signals.ts';
import { METRICS } from '../metric-signals.ts';
import { panelQueries, withValues } from '../panel-queries.ts';
import { readPromql } from './promql.ts';

/* The `readBy` of the tables: each dashboard and alert that it names reads the signal. */

/** Groups of alerts and recording rules, as in a file of rules. */
interface RuleFile {
  groups: { rules: { alert?: string; record?: string; expr: string }[] }[];
}

const RULES = join(import.meta.dirname, '../../../prometheus/rules');
const rules = globSync('*.yml', { cwd: RULES })
  .map((file): RuleFile => parse(readFileSync(join(RULES, file), 'utf8')))
  .flatMap(({ groups }) => groups.flatMap((group) => group.rules));
const records = new Map(rules.map(({ record, expr }) => [record, expr]));

for (const { name, readBy } of METRICS)
  for (const reader of readBy) {
    const [kind, title] = kindAndTitle(reader);
    if (kind === 'dashboard')
      test(`${reader} reads ${name}`, () => {
        const queries = panelQueries(dashboardOf(title)).filter(({ source }) => source === 'prometheus');
        assert.ok(queries.some(({ expr }) => metricsOf(withValues(expr)).has(name)));
      });
    if (kind === 'alert')
      test(`${reader} reads ${name}`, () => {
        const found = rules.filter(({ alert }) => alert === title);
        assert.ok(found.length > 0, `there is no ${reader}`);
        assert.ok(found.some(({ expr }) => metricsOf(expr).has(name)));
      });
  }

for (const { event, readBy } of EVENTS)
  for (const reader of readBy) {
    const [kind, title] = kindAndTitle(reader);
    if (kind === 'dashboard')
      test(`${reader} reads ${event}`, () => {
        const dashboard = dashboardOf(title);
        const isLinked = new RegExp(`var-event=${event}\\b`).test(JSON.stringify(dashboard));
        const queries = panelQueries(dashboard).filter(({ source }) => source === 'loki');
        assert.ok(
          isLinked ||
            queries.some(({ expr }) => expr.includes(`event="${event}"`) || expr.includes('event!=""')),
        );
      });
  }

function kindAndTitle(reader: string): [kind: string, title: string] {
  const [kind = '', ...words] = reader.split(' ');
  return [kind, words.join(' ')];
}

function dashboardOf(title: string): Dashboard {
  const dashboard = Object.values(dashboards).find((each) => each.title?.startsWith(title));
  assert.ok(dashboard, `there is no dashboard ${title}`);
  return dashboard;
}

/** The metrics of an expression and of the recording rules that it uses; histograms by their base name, too. */
function metricsOf(expr: string): Set<string> {
  const metrics = new Set<string>();
  for (const { metric } of readPromql(expr).selectors) {
    const recorded = records.get(metric);
    if (recorded === undefined) metrics.add(metric).add(metric.replace(/_(bucket|sum|count)$/, ''));
    else for (const each of metricsOf(recorded)) metrics.add(each);
  }
  return metrics;
}
