export { type CollectedSpan, startTestCollector, type TestCollector } from './collector.ts';
export { type LokiLine, startTestLoki, type TestLoki } from './loki.ts';
export { startTestStore, type TestStore } from './store/test-store.ts';
export { until } from './until.ts';
