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
  /** What cannot be done to a component here. */
  impossible(fault: Fault): boolean;
  /** The answer of a day: the drill holds the secret key, as the operator does. */
  answer(day: string): Promise<string>;
  /** Does it. */
  inject(name: string, fault: Fault): Promise<void>;
  /** Takes it back; the component is there again when this resolves, not necessarily all that depends on it. */
  revert(name: string, fault: Fault): Promise<void>;
  /** Everything that is not as it should be, a line each; empty when all is healthy. */
  ailments(): Promise<string[]>;
  /** Sends a command to a store or a Sentinel, and answers with the lines of its reply; throws where none comes. */
  ask(name: string, ...command: string[]): Promise<string[]>;
  /** Ends everything at once, as a power cut would. */
  cutPower(): Promise<void>;
  /** Starts everything again on what is left of it. */
  restorePower(): Promise<void>;
  /** Ends what the drill itself has started. */
  end(): Promise<void>;
}
