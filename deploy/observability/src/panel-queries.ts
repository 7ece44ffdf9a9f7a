import type { Dashboard, Panel } from '@grafana/grafana-foundation-sdk/dashboard';

/** A query of a dashboard, as Grafana sends it. */
export interface PanelQuery {
  /** The uid of the dashboard. */
  dashboard: string;
  /** The title of the panel, or the name of the annotation. */
  panel: string;
  source: 'prometheus' | 'loki';
  /** Still contains the variables of Grafana. */
  expr: string;
  /** Whether it reads values over the time range, or only the newest. */
  kind: 'range' | 'instant';
  /** The template of the series' names. */
  legend: string;
  /** Whether its graph shows exemplars, which name requests. */
  exemplars: boolean;
  /** True for annotations, which have values only while something happens. */
  mark: boolean;
}

/** A query of either data source; the SDK does not type it. */
interface Target {
  expr: string;
  datasource: { type: 'prometheus' | 'loki' };
  legendFormat?: string;
  instant?: boolean;
  exemplar?: boolean;
}

/** All queries of a dashboard: of its panels and of its annotations. */
export function panelQueries(dashboard: Dashboard): PanelQuery[] {
  const marks = (dashboard.annotations.list ?? []).map(({ name, target }) =>
    query(dashboard, name, target as unknown as Target, true),
  );
  return [
    ...panelsOf(dashboard).flatMap((panel) =>
      (panel.targets ?? []).map((target) =>
        query(dashboard, panel.title ?? '', target as unknown as Target, false),
      ),
    ),
    ...marks,
  ];
}

/** The panels of a dashboard without its headings. */
export function panelsOf(dashboard: Dashboard): Panel[] {
  return (dashboard.panels ?? []).filter((panel): panel is Panel => panel.type !== 'row');
}

/**
 * Replaces the variables of Grafana in a query.
 *
 * @param values of variables, by name; intervals have defaults
 */
export function withValues(expr: string, values: Readonly<Record<string, string>> = {}): string {
  const all: Record<string, string> = { __rate_interval: '20s', __range: '5m', __auto: '1m', ...values };
  return expr.replace(/\$(\w+)/g, (variable, name: string) => all[name] ?? variable);
}

function query(dashboard: Dashboard, panel: string, target: Target, mark: boolean): PanelQuery {
  const { expr, datasource, legendFormat = '', instant = false, exemplar = false } = target;
  return {
    dashboard: dashboard.uid ?? '',
    panel,
    source: datasource.type,
    expr,
    kind: instant ? 'instant' : 'range',
    legend: legendFormat,
    exemplars: exemplar,
    mark,
  };
}
