import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQueryBuilder,
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type Panel,
  RowBuilder,
  type RowPanel,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { INSTANCE_BACK, INSTANCE_DOWN, STORE_FAILED_OVER } from '../expressions/changes.ts';
import { DASHBOARDS, type DashboardUid, dashboardMenu } from './links.ts';
import { BAD, OK, UNKNOWN, WARNING } from './palette.ts';
import { LOKI, logQuery, PROMETHEUS, rangeQuery } from './queries.ts';

/** A part of a dashboard, below a heading. */
export interface Section {
  title: string;
  panels: readonly Builder<Panel>[];
}

export interface DashboardOptions {
  uid: DashboardUid;
  /** The question that it answers, and for whom. */
  description: string;
  /** The start of its time range, for instance `now-15m`. */
  from: string;
  /** The refresh interval, for instance `5s`. */
  refresh: string;
  sections: readonly Section[];
  variables?: readonly Builder<VariableModel>[];
}

/** Creates a dashboard, with the common menu and the common annotations of instances that went down or came back. */
export function makeDashboard(options: DashboardOptions): Dashboard {
  const { uid, description, from, refresh, sections, variables = [] } = options;
  const builder = new DashboardBuilder(DASHBOARDS[uid])
    .uid(uid)
    .description(description)
    .tags(['motus'])
    .time({ from, to: 'now' })
    .refresh(refresh)
    .tooltip(DashboardCursorSync.Crosshair)
    .link(dashboardMenu())
    .variables([...variables])
    .annotations(marks());
  sections.forEach(({ title, panels }, index) => {
    // The first section needs no heading: the dashboard has a title.
    if (index > 0) builder.withRow(row(title));
    for (const panel of panels) builder.withPanel(panel);
  });
  return finished(builder.build());
}

function row(title: string): Builder<RowPanel> {
  return new RowBuilder(title);
}

/** Annotations of instances that went down, came back or became the primary. */
function marks() {
  return [
    mark('Down', INSTANCE_DOWN, BAD, '{{instance}} is down'),
    mark('Back', INSTANCE_BACK, OK, '{{instance}} is back'),
    mark('Failover', STORE_FAILED_OVER, WARNING, '{{store}} has a new primary'),
    eventMark('Drill: fault', 'drill_fault', ['target', 'fault'], BAD, '{{fault}}: {{target}}'),
    eventMark('Drill: recovered', 'drill_recovered', ['target', 'fault'], OK, '{{target}} after {{fault}}'),
    eventMark('Bench', 'bench_phase', ['phase'], UNKNOWN, '{{phase}}'),
  ];
}

/** Annotations from the log events of the drill or the bench. */
function eventMark(
  name: string,
  event: string,
  fields: readonly string[],
  color: string,
  title: string,
): AnnotationQueryBuilder {
  const service = event.split('_', 1)[0];
  const extracted = ['event', ...fields].map((field) => `${field}="${field}"`).join(', ');
  const expr = `{service="${service}"} | json ${extracted} | event="${event}"`;
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(LOKI)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .target(logQuery({ expr, legend: title }, 0))
    .titleFormat(name)
    .textFormat(title)
    .tagKeys(fields.join());
}

function mark(name: string, expr: string, color: string, title: string): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(PROMETHEUS)
    .enable(true)
    .iconColor(color)
    .expr(expr)
    .target(rangeQuery({ expr, legend: title }, 0))
    .step('10s')
    .titleFormat(title)
    .tagKeys('instance,store');
}

/** Gives each panel the id that links name, and shows links and annotations, which the SDK hides in a menu. */
function finished(dashboard: Dashboard): Dashboard {
  dashboard.panels?.forEach((panel, index) => {
    panel.id = index + 1;
  });
  return JSON.parse(
    JSON.stringify(dashboard, (name, value) =>
      name === 'placement' && value === 'inControlsMenu' ? undefined : value,
    ),
  );
}
