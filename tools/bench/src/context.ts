import type { BenchSystem } from './bench-system.ts';
import type { Cores } from './cores.ts';
import type { Generator } from './generator-process.ts';
import type { Noop } from './noop.ts';
import type { BenchOptions } from './options.ts';

/** What every part of a bench works with. */
export interface Context {
  readonly options: BenchOptions;
  /** Undefined where everything runs wherever the machine likes. */
  readonly cores: Cores | undefined;
  /** The same in words. */
  readonly placement: string;
  readonly generator: Generator;
  readonly noop: Noop;
  /** The system that is measured, unless a part starts another. */
  readonly bench: BenchSystem;
  /** Gets the progress, line by line. */
  readonly tell: (line: string) => void;
}
