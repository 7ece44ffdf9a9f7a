export { startTestStore, type TestStore } from './store/test-store.ts';
export { until } from './until.ts';
