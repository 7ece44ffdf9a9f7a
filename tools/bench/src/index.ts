export { type BenchSystem, startBenchSystem } from './bench-system.ts';
export type { LoadPlayer } from './generator-job.ts';
export { type LokiSink, startLokiSink } from './loki-sink.ts';
export { peakMemory } from './processes.ts';
export { openSealed } from './seal-session.ts';
