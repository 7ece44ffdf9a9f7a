import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboards } from '../dashboards/index.ts';
import { EVENTS } from '../event-signals.ts';
import { METRICS } from '../metric-signals.ts';
import { panelQueries, withValues } from '../panel-queries.ts';
import { metricsOf, rules } from './alert-rules.ts';

/* The `readBy` of the tables: each dashboard and alert that it names reads the signal. */

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

for (const { alert, expr, annotations } of rules)
  if (alert !== undefined && metricsOf(expr).size > 0)
    test(`the dashboard that alert ${alert} names shows one of its metrics`, () => {
      const dashboard = Object.values(dashboards).find(({ uid }) => uid === annotations?.dashboard);
      assert.ok(dashboard, `there is no dashboard ${annotations?.dashboard}`);
      const queries = panelQueries(dashboard).filter(({ source, mark }) => source === 'prometheus' && !mark);
      const shown = new Set(queries.flatMap((query) => [...metricsOf(withValues(query.expr))]));
      assert.ok(
        [...metricsOf(expr)].some((metric) => shown.has(metric)),
        `${dashboard.title} shows none of ${[...metricsOf(expr)].join()}`,
      );
    });

function kindAndTitle(reader: string): [kind: string, title: string] {
  const [kind = '', ...words] = reader.split(' ');
  return [kind, words.join(' ')];
}

function dashboardOf(title: string): Dashboard {
  const dashboard = Object.values(dashboards).find((each) => each.title?.startsWith(title));
  assert.ok(dashboard, `there is no dashboard ${title}`);
  return dashboard;
}
