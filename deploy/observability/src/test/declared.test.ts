import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { dashboards } from '../dashboards/index.ts';
import { EVENTS } from '../event-signals.ts';
import { METRICS } from '../metric-signals.ts';
import { panelQueries, withValues } from '../panel-queries.ts';
import { THIRD_PARTY_METRICS } from '../third-party-signals.ts';
import { rules } from './alert-rules.ts';
import { readPromql } from './promql.ts';

/** The labels of log streams, and those that every series has. */
const STREAM_LABELS = ['service', 'instance', 'level'];
const TARGET_LABELS = ['job', 'instance'];

interface Declared {
  type: string;
  /** The values of each label; undefined where they are not listed. */
  labels: Readonly<Record<string, readonly string[] | undefined>>;
}

const declared = new Map<string, Declared>([
  ...rules.flatMap(({ record }) =>
    record === undefined ? [] : [[record, { type: 'gauge', labels: {} }] as const],
  ),
  ...THIRD_PARTY_METRICS.map(({ name, type, labels, jobs }) => {
    // A target that is a Redis also has the name of its store.
    const all = jobs.includes('redis') ? [...labels, 'store'] : labels;
    return [name, { type, labels: Object.fromEntries(all.map((label) => [label, undefined])) }] as const;
  }),
  ...METRICS.map(
    ({ name, type, labels }) =>
      [
        name,
        {
          type,
          labels: Object.fromEntries(
            Object.entries(labels).map(([label, values]) => [
              label,
              values === 'bounded' ? undefined : values,
            ]),
          ),
        },
      ] as const,
  ),
]);

for (const [file, dashboard] of Object.entries(dashboards)) {
  describe(file, () => {
    for (const { panel, source, expr, legend } of panelQueries(dashboard)) {
      if (source === 'prometheus')
        test(`${panel}: names only declared metrics and labels`, () =>
          assertDeclared(withValues(expr), legend));
      else test(`${panel}: names only declared events, fields and streams`, () => assertDeclaredLines(expr));
    }
  });
}

describe('deploy/prometheus/rules', () => {
  for (const { alert, record = '', expr } of rules)
    test(`${alert ?? record}: names only declared metrics and labels`, () => assertDeclared(expr, ''));
});

test('every event that a link names is declared', () => {
  const names = EVENTS.map(({ event }) => event);
  for (const [file, dashboard] of Object.entries(dashboards))
    for (const [, event = ''] of JSON.stringify(dashboard).matchAll(/var-event=(\w+)/g))
      assert.ok(names.includes(event), `${file}: ${event}`);
});

test('an undeclared metric or label is detected', () => {
  assert.throws(() => assertDeclared('sum(rate(atempts_total[20s]))', ''), /atempts_total is not declared/);
  assert.throws(
    () => assertDeclared('attempts_total{kind="accepted"}', ''),
    /attempts_total has no label kind/,
  );
  assert.throws(() => assertDeclared('sum by (kind) (attempts_total)', ''), /no metric has the label kind/);
  assert.throws(() => assertDeclared('plays_ended_total{outcome="drawn"}', ''), /outcome is never drawn/);
  assert.throws(() => assertDeclared('sum by (by) (attempts_total)', '{{outcome}}'), /legend/);
});

function assertDeclared(expr: string, legend: string): void {
  const { selectors, groupedBy, made } = readPromql(expr);
  const available = new Set([...TARGET_LABELS, ...made]);
  for (const { metric, matchers } of selectors) {
    const base = metric.replace(/_(bucket|sum|count)$/, '');
    const known = declared.get(metric) ?? declared.get(base);
    assert.ok(known, `${metric} is not declared`);
    assert.equal(
      known.type === 'histogram',
      metric !== base && !declared.has(metric),
      `${metric}: ${known.type}`,
    );
    const labels: Declared['labels'] = {
      ...known.labels,
      ...(metric.endsWith('_bucket') ? { le: undefined } : {}),
    };
    for (const { label, operator, value } of matchers) {
      assert.ok(label in labels || TARGET_LABELS.includes(label), `${metric} has no label ${label}`);
      const values = labels[label];
      if (values !== undefined && operator === '=')
        assert.ok(values.includes(value), `${metric}: ${label} is never ${value}`);
    }
    for (const label of Object.keys(labels)) available.add(label);
  }
  for (const label of groupedBy) assert.ok(available.has(label), `no metric has the label ${label}`);
  for (const [, label = ''] of legend.matchAll(/\{\{(\w+)\}\}/g))
    assert.ok(groupedBy.includes(label) || made.includes(label) || !/\bby\b/.test(expr), `legend: ${label}`);
}

function assertDeclaredLines(expr: string): void {
  for (const [, selector = ''] of expr.matchAll(/\{([^}]*)\}/g))
    for (const [, label = ''] of selector.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
      assert.ok(STREAM_LABELS.includes(label), `${label} is no label of a stream`);
  const events = Array.from(expr.matchAll(/\bevent="(\w+)"(?! \|)/g), ([, event = '']) => event);
  const known = EVENTS.filter(({ event }) => events.includes(event));
  for (const event of events)
    assert.ok(event === 'event' || known.some((each) => each.event === event), `${event} is not declared`);
  const fields = [
    ...STREAM_LABELS,
    'event',
    ...known.flatMap((each) => each.fields.map((field) => field.replace('?', ''))),
  ];
  for (const [, label = ''] of expr.matchAll(/\bby \((\w+)\)/g))
    assert.ok(fields.includes(label), `${label} is no field of ${events.join()}`);
}
