export { dashboards } from './dashboards/index.ts';
export { type PanelQuery, panelQueries, panelsOf, withValues } from './panel-queries.ts';
export {
  EVENTS,
  type EventSignal,
  type Job,
  type LabelValues,
  METRICS,
  type MetricSignal,
  type Reader,
} from './signals.ts';
export { THIRD_PARTY_METRICS, type ThirdPartyMetric } from './third-party-signals.ts';
