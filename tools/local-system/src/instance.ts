import { SystemError } from './errors.ts';
import { holdsWithin } from './holds-within.ts';
import { type Ending, type Launch, type LogSink, launch, type Running } from './process.ts';

/** The delays before an instance that ended by itself is restarted, in milliseconds. */
const FIRST_DELAY_MS = 250;
const MAX_DELAY_MS = 10_000;

/** The signals that end a process. */
const ENDING_SIGNALS: readonly NodeJS.Signals[] = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGABRT'];

/** How to start an instance, and how to see that it is ready. */
export interface InstanceDefinition {
  name: string;
  port: number;
  launch: Launch;
  /** Whether it can serve requests. */
  ready: () => Promise<boolean>;
  /** Milliseconds from start to ready. */
  readyWithin: number;
}

/** The current state of an instance. */
export interface InstanceStatus {
  name: string;
  port: number;
  /** waiting: it ended by itself and will be restarted after a delay */
  state: 'running' | 'waiting' | 'stopped';
  pid?: number;
  /** When it was last started, in milliseconds since the Unix epoch. */
  since?: number;
  /** How many times it was restarted after it ended by itself. */
  restarts: number;
}

/**
 * A supervised process, like a container with `restart: unless-stopped`: when it ends by itself it is restarted after a
 * growing delay; when it was stopped or killed through this object it stays down until `start`.
 */
export class Instance {
  readonly #definition: InstanceDefinition;
  readonly #log: LogSink;
  #running: Running | undefined;
  #wanted = false;
  #starting = false;
  #restarts = 0;
  #delay = FIRST_DELAY_MS;
  #timer: NodeJS.Timeout | undefined;

  constructor(definition: InstanceDefinition, log: LogSink) {
    this.#definition = definition;
    this.#log = log;
  }

  get name(): string {
    return this.#definition.name;
  }

  /**
   * Starts it, unless it is running, and waits until it is ready.
   *
   * @throws SystemError when it ends before, or is not ready in time; then it is down
   */
  async start(): Promise<void> {
    clearTimeout(this.#timer);
    // Waits for a stop that is in progress.
    if (!this.#wanted) await this.#running?.ended;
    this.#wanted = true;
    this.#starting = true;
    try {
      const running = this.#running ?? (await this.#launch());
      await this.#untilReady(running);
      this.#delay = FIRST_DELAY_MS;
    } catch (error) {
      this.kill('SIGKILL');
      await this.untilEnded();
      throw error;
    } finally {
      this.#starting = false;
    }
  }

  /** Stops it until the next `start`; resolves once the process has ended. */
  async stop(): Promise<void> {
    this.#stopSupervising();
    await this.#running?.stop();
  }

  /** Sends a signal. After one that ends the process it stays down, as after `docker kill`. */
  kill(signal: NodeJS.Signals): void {
    if (ENDING_SIGNALS.includes(signal)) this.#stopSupervising();
    this.#running?.kill(signal);
  }

  /** Resolves once its process has ended. */
  async untilEnded(): Promise<void> {
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
    const isReady = await holdsWithin(async () => ending !== undefined || (await ready()), readyWithin);
    const lines = running.lastLines;
    if (ending !== undefined)
      throw new SystemError(`${this.name} ended before it was ready (${describe(ending)})`, { lines });
    if (!isReady)
      throw new SystemError(`${this.name} was not ready within ${readyWithin / 1000} s`, { lines });
  }

  #startAgain(running: Running, ending: Ending): void {
    // It ran for a while, so its start was not the problem.
    if (Date.now() - running.startedAt > MAX_DELAY_MS) this.#delay = FIRST_DELAY_MS;
    this.#say(`ended by itself (${describe(ending)}); starting it again in ${this.#delay} ms`);
    this.#timer = setTimeout(() => {
      this.#restarts += 1;
      this.#launch().catch((error: Error) => this.#say(error.message));
    }, this.#delay);
    this.#delay = Math.min(this.#delay * 2, MAX_DELAY_MS);
  }

  #say(line: string): void {
    this.#log(this.name, line, 'runner');
  }

  #stopSupervising(): void {
    this.#wanted = false;
    clearTimeout(this.#timer);
  }
}

function describe({ code, signal }: Ending): string {
  return signal === null ? `exit code ${code}` : `signal ${signal}`;
}
