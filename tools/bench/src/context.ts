import type { EventLog } from '@motus/measurement';
import type { BenchSystem } from './bench-system.ts';
import type { Cores } from './cores.ts';
import type { Generator } from './generator-process.ts';
import type { Noop } from './noop.ts';
import type { BenchOptions } from './options.ts';

/** Shared by all parts of a bench. */
export interface Context {
  readonly options: BenchOptions;
  /** Undefined when no process is pinned to a core. */
  readonly cores: Cores | undefined;
  /** `cores` as a sentence. */
  readonly placement: string;
  readonly generator: Generator;
  readonly noop: Noop;
  /** The system under measurement, unless a part starts another. */
  readonly bench: BenchSystem;
  /** Receives progress messages. */
  readonly log: (line: string) => void;
  /** Receives the beginning of each measurement. */
  readonly events: EventLog;
}

/** Records the beginning of a measurement, which the dashboards show. */
export function beginPhase({ events }: Pick<Context, 'events'>, phase: string): void {
  events.write('bench_phase', { msg: `measuring: ${phase}`, phase }, Date.now());
}
