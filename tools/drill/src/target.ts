import type { ReadMemory } from '@motus/measurement';
import type { Fault } from './options.ts';

/** A system that can be drilled, whatever it runs on. */
export interface Target {
  /** The one address that players use; always on this machine. */
  readonly origin: string;
  /** In words, for the report: what it runs on. */
  readonly description: string;
  /** Whether nobody but the drill has ever played here, so that a leaderboard holds its players and no others. */
  readonly fresh: boolean;
  /** All that can be killed, as an operator names it. */
  names(): Promise<string[]>;
  /** Why something cannot be done to a component here, in words; undefined where it can. */
  impossible(fault: Fault): string | undefined;
  /** The answer of a day: the drill holds the secret key, as the operator does. */
  answer(day: string): Promise<string>;
  /**
   * Does it: to an instance, to a store (both its nodes at once), or to everything.
   *
   * @throws Error where a disk would be taken from a store that has no healthy copy, and the data are not the drill's own
   */
  inject(name: string, fault: Fault): Promise<void>;
  /** Takes it back; the component is there again when this resolves, not necessarily all that depends on it. */
  revert(name: string, fault: Fault): Promise<void>;
  /** Everything that is not as it should be, a line each; empty when all is healthy. */
  ailments(): Promise<string[]>;
  /** Sends a command to a store or a Sentinel, and answers with the lines of its reply; throws where none comes. */
  ask(name: string, ...command: string[]): Promise<string[]>;
  /** The memory that each instance or container has now, or has had at most, in bytes. */
  readonly memory: ReadMemory;
  /** In words, for the report: what `memory` counts. */
  readonly memoryMeaning: string;
  /** Ends what the drill itself has started. */
  end(): Promise<void>;
}
