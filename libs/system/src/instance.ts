import { SystemError } from './errors.ts';
import { until } from './probe.ts';
import { type Ending, type Launch, type LogSink, launch, type Running } from './process.ts';

/** The pauses before an instance that ended by itself is started again, in milliseconds. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;

/** After signals other than these a process goes on. */
const ENDING_SIGNALS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGABRT'];

/** What an instance is. */
export interface InstanceDefinition {
  name: string;
  port: number;
  launch: Launch;
  /** Whether it can do its work now. */
  ready: () => Promise<boolean>;
  /** Milliseconds from start to ready. */
  readyWithin: number;
}

/** What an instance does at the moment. */
export interface InstanceStatus {
  name: string;
  port: number;
  /** waiting: it ended by itself and will be started again after a pause */
  state: 'running' | 'waiting' | 'stopped';
  pid?: number;
  /** When it was started last, in milliseconds since the Unix epoch. */
  since?: number;
  /** How many times it ended by itself and was started again. */
  restarts: number;
}

/**
 * A process under supervision, like a container with `restart: unless-stopped`: one that ends by itself is started
 * again, after a pause that grows; one that was stopped or killed through this object stays down until `start`.
 */
export class Instance {
  readonly #definition: InstanceDefinition;
  readonly #log: LogSink;
  #running: Running | undefined;
  #wanted = false;
  #starting = false;
  #restarts = 0;
  #pause = FIRST_PAUSE;
  #timer: NodeJS.Timeout | undefined;

  constructor(definition: InstanceDefinition, log: LogSink) {
    this.#definition = definition;
    this.#log = log;
  }

  get name(): string {
    return this.#definition.name;
  }

  /**
   * Starts it, unless it runs already, and waits until it is ready.
   *
   * @throws SystemError when it ends first, or is not ready in time; it is down then
   */
  async start(): Promise<void> {
    clearTimeout(this.#timer);
    // It may be on its way down.
    if (!this.#wanted) await this.#running?.ended;
    this.#wanted = true;
    this.#starting = true;
    try {
      const running = this.#running ?? (await this.#launch());
      await this.#untilReady(running);
      this.#pause = FIRST_PAUSE;
    } catch (error) {
      this.kill('SIGKILL');
      await this.gone();
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** Stops it by the operator's will; resolves once it is gone. */
  async stop(): Promise<void> {
    this.#unwanted();
    await this.#running?.stop();
  }

  /** Sends a signal; one that ends a process is the operator's will, as `docker kill` is. */
  kill(signal: NodeJS.Signals): void {
    if (ENDING_SIGNALS.includes(signal)) this.#unwanted();
    this.#running?.kill(signal);
  }

  /** Resolves once no process of it is left. */
  async gone(): Promise<void> {
    await this.#running?.ended;
  }

  status(): InstanceStatus {
    const { name, port } = this.#definition;
    const restarts = this.#restarts;
    if (this.#running === undefined)
      return { name, port, restarts, state: this.#wanted ? 'waiting' : 'stopped' };
    const { pid, startedAt: since } = this.#running;
    return { name, port, restarts, state: 'running', pid, since };
  }

  async #launch(): Promise<Running> {
    const running = await launch(this.name, this.#definition.launch, this.#log);
    this.#running = running;
    void running.ended.then((ending) => {
      this.#running = undefined;
      if (this.#wanted && !this.#starting) this.#startAgain(running, ending);
    });
    return running;
  }

  async #untilReady(running: Running): Promise<void> {
    const { ready, readyWithin } = this.#definition;
    let ending: Ending | undefined;
    void running.ended.then((how) => {
      ending = how;
    });
    const isReady = await until(async () => ending !== undefined || (await ready()), readyWithin);
    const lines = running.lastLines;
    if (ending !== undefined)
      throw new SystemError(`${this.name} ended before it was ready (${describe(ending)})`, { lines });
    if (!isReady)
      throw new SystemError(`${this.name} was not ready within ${readyWithin / 1000} s`, { lines });
  }

  #startAgain(running: Running, ending: Ending): void {
    // One that had lived for a while did not die of its start.
    if (Date.now() - running.startedAt > LONGEST_PAUSE) this.#pause = FIRST_PAUSE;
    this.#log(this.name, `ended by itself (${describe(ending)}); starting it again in ${this.#pause} ms`);
    this.#timer = setTimeout(() => {
      this.#restarts += 1;
      this.#launch().catch((error: Error) => this.#log(this.name, error.message));
    }, this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #unwanted(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
  }
}

function describe({ code, signal }: Ending): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
