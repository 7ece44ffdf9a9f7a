export { type BenchSystem, startBenchSystem } from './bench-system.ts';
export type { LoadPlayer } from './generator-job.ts';
export { peakMemory } from './processes.ts';
export { openSealed } from './seal-session.ts';
