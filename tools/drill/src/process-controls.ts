/** A process of the system under test. */
export interface ProcessEntry {
  readonly name: string;
  readonly port: number;
  readonly state: string;
  readonly pid?: number;
}

/** Controls the processes of a system on this machine. */
export interface ProcessControls {
  list(): Promise<readonly ProcessEntry[]>;
  kill(name: string, signal: NodeJS.Signals): Promise<void>;
  start(name: string): Promise<void>;
  /** Sends SIGKILL to all processes at once. */
  killAll(): Promise<void>;
  /** Starts all processes again on their existing data. */
  startAll(): Promise<void>;
  /** Stops what the drill itself has started. */
  end(): Promise<void>;
}
