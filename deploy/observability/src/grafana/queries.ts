import * as loki from '@grafana/grafana-foundation-sdk/loki';
import * as prometheus from '@grafana/grafana-foundation-sdk/prometheus';

/** The data sources, as deploy/grafana/provisioning/datasources/datasources.yml names them. */
export const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' } as const;
export const LOKI = { type: 'loki', uid: 'loki' } as const;

/** A query of a panel. */
export interface Query {
  /** PromQL, or LogQL in a panel that reads Loki. */
  expr: string;
  /** The name of its series, with labels as `{{instance}}`. */
  legend: string;
  /** Also fetches exemplars, which carry the id of a request. Default: false. */
  exemplars?: boolean;
}

/** A query over the time range of the dashboard. */
export function rangeQuery({ expr, legend, exemplars = false }: Query, index: number) {
  const query = new prometheus.DataqueryBuilder()
    .refId(refId(index))
    .datasource(PROMETHEUS)
    .editorMode(prometheus.QueryEditorMode.Code)
    .expr(expr)
    .legendFormat(legend)
    .range();
  return exemplars ? query.exemplar(true) : query;
}

/** A query of the newest values. */
export function instantQuery({ expr, legend }: Query, index: number) {
  return new prometheus.DataqueryBuilder()
    .refId(refId(index))
    .datasource(PROMETHEUS)
    .editorMode(prometheus.QueryEditorMode.Code)
    .expr(expr)
    .legendFormat(legend)
    .instant();
}

/** A query whose series become rows, with a column for each label. */
export function tableQuery(query: Query, index: number) {
  return instantQuery(query, index).format(prometheus.PromQueryFormat.Table);
}

/** A query of log lines, or of numbers counted from them over the time range. */
export function logQuery({ expr, legend }: Query, index: number) {
  return new loki.DataqueryBuilder()
    .refId(refId(index))
    .datasource(LOKI)
    .editorMode(loki.QueryEditorMode.Code)
    .expr(expr)
    .legendFormat(legend)
    .queryType('range');
}

/** The name of a query in its panel: A, B, C … */
export function refId(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
