export { dashboards } from './dashboards/index.ts';
export { EVENTS, type EventSignal } from './event-signals.ts';
export type { EventReader, Job, MetricReader } from './jobs-and-readers.ts';
export { type LabelValues, METRICS, type MetricSignal } from './metric-signals.ts';
export { type PanelQuery, panelQueries, panelsOf, withValues } from './panel-queries.ts';
export { THIRD_PARTY_METRICS, type ThirdPartyMetric } from './third-party-signals.ts';
