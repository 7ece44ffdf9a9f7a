import type { ReadMemory } from '@motus/measurement';
import type { Monitor } from './monitor.ts';
import type { Fault } from './options.ts';
import type { Prometheus } from './prometheus.ts';

/** A running system that faults are injected into: processes or containers. */
export interface Target {
  /** The address that players use; always on this machine. */
  readonly origin: string;
  /** Describes the system for the report. */
  readonly description: string;
  /**
   * Whether the system belongs to this drill alone: only its players are on the leaderboards, and its data may be
   * destroyed.
   */
  readonly exclusive: boolean;
  /** Lists all instances or containers, by the names that operators use. */
  instanceNames(): Promise<string[]>;
  /** Says why a fault cannot be injected into this system. @returns undefined if it can */
  unsupportedReason(fault: Fault): string | undefined;
  /** Computes the answer of a day from the secret key of the system. */
  answer(day: string): Promise<string>;
  /**
   * Injects a fault into an instance, a store (both its nodes at once) or the whole system.
   *
   * @throws Error if the fault destroys data that may have no other copy, and the system is not exclusive
   */
  inject(name: string, fault: Fault): Promise<void>;
  /** Reverts a fault. Resolves when the component runs again; those that depend on it may still be unhealthy. */
  revert(name: string, fault: Fault): Promise<void>;
  /** Checks the health of the system. @returns one line for each problem, none if it is healthy */
  healthProblems(): Promise<string[]>;
  /** What watches the components. */
  readonly monitors: readonly Monitor[];
  /** The Prometheus of the system; undefined if it has none. */
  readonly prometheus: Prometheus | undefined;
  /** The address of the Loki of the system, where this is known without LOKI_URL. */
  readonly lokiUrl?: string;
  /** Sends a command to a store node or a Sentinel. @returns the lines of its reply. @throws Error if there is none */
  sendCommand(name: string, ...command: string[]): Promise<string[]>;
  /** Reads the current or the highest memory use of each instance or container, in bytes. */
  readonly readMemory: ReadMemory;
  /** Describes for the report what `readMemory` measures. */
  readonly memoryMeaning: string;
  /** Stops what the drill itself has started. */
  end(): Promise<void>;
}
