import type { SealedBatch } from './batch.ts';
import type { LogBuffer } from './buffer.ts';
import type { SharedCounters } from './log-counts.ts';
import { createPusher, type PushResult } from './push.ts';
import type { Warn } from './warn.ts';

/** How long Loki may take for an answer, in milliseconds. */
const PUSH_TIMEOUT_MS = 10_000;

/** The delays before a batch is sent again, in milliseconds. They double, with a jitter of up to half. */
const FIRST_DELAY_MS = 200;
const LAST_DELAY_MS = 5000;
/** The longest delay that Loki may ask for, in milliseconds. */
const RETRY_AFTER_LIMIT_MS = 60_000;
/** The longest delay while closing, in milliseconds. */
const CLOSING_DELAY_MS = 50;

/** Sends the batches of a buffer one after the other, each until Loki has accepted or refused it. */
export class LogSender {
  readonly #buffer: LogBuffer;
  readonly #counters: SharedCounters;
  readonly #warn: Warn;
  readonly #url: string;
  readonly #push: ReturnType<typeof createPusher>;
  readonly #collectMs: number;
  #sending: Promise<void> | undefined;
  #request: AbortController | undefined;
  #closing = false;
  /** True once the deadline of `close` has passed. */
  #ended = false;
  #pause: { isCollecting: boolean; end: () => void } | undefined;

  /** @param options.collectMs how long lines are collected for one push, in milliseconds; a full batch does not wait */
  constructor(options: {
    url: string;
    buffer: LogBuffer;
    counters: SharedCounters;
    warn: Warn;
    collectMs: number;
  }) {
    const { url, buffer, counters, warn, collectMs } = options;
    this.#url = url;
    this.#buffer = buffer;
    this.#counters = counters;
    this.#warn = warn;
    this.#push = createPusher(url);
    this.#collectMs = collectMs;
  }

  /** To be called whenever lines were added. */
  wake(): void {
    if (this.#buffer.isEmpty) return;
    this.#sending ??= this.#sendAll();
    if (this.#buffer.hasSealed && this.#pause?.isCollecting) this.#pause.end();
  }

  /**
   * Sends what waits, for as long as that takes but no longer than the deadline, and drops the rest.
   *
   * @param deadlineMs in milliseconds
   */
  async close(deadlineMs: number): Promise<void> {
    this.#closing = true;
    const timer = setTimeout(() => {
      this.#ended = true;
      this.#request?.abort();
      this.#pause?.end();
    }, deadlineMs);
    this.#pause?.end();
    await this.#sending;
    clearTimeout(timer);
    for (let batch = this.#buffer.take(); batch !== undefined; batch = this.#buffer.take()) this.#drop(batch);
    const lines = this.#counters.get('closed');
    if (lines > 0) this.#warn('closed', `${lines} lines were not delivered to ${this.#url} before the end`);
  }

  async #sendAll(): Promise<void> {
    while (!this.#ended && !this.#buffer.isEmpty) {
      if (this.#collectMs > 0 && !this.#buffer.hasSealed && !this.#closing)
        await this.#wait(this.#collectMs, true);
      const batch = this.#buffer.take();
      if (batch !== undefined) await this.#deliver(batch);
    }
    this.#sending = undefined;
  }

  async #deliver(batch: SealedBatch): Promise<void> {
    for (let failures = 0; !this.#ended; failures++) {
      const result = await this.#pushInTime(batch);
      if (result.outcome === 'accepted') {
        this.#counters.add('delivered', batch.lines);
        return;
      }
      if (result.outcome === 'refused') {
        this.#counters.add('refused', batch.lines);
        this.#warn(
          'refused',
          `${this.#url} refuses ${batch.lines} lines, and they are dropped: ${result.message}`,
        );
        return;
      }
      if (!this.#closing)
        this.#warn('failed', `${this.#url} does not take lines, and they wait: ${result.message}`);
      await this.#wait(
        Math.max(delayAfter(failures), Math.min(result.retryAfter, RETRY_AFTER_LIMIT_MS)),
        false,
      );
    }
    this.#drop(batch);
  }

  async #pushInTime(batch: SealedBatch): Promise<PushResult> {
    const request = new AbortController();
    this.#request = request;
    const timer = setTimeout(() => request.abort(), PUSH_TIMEOUT_MS);
    const result = await this.#push(batch.body, request.signal);
    clearTimeout(timer);
    return result;
  }

  #drop(batch: SealedBatch): void {
    this.#counters.add('closed', batch.lines);
  }

  /** @param isCollecting whether a full batch ends the wait */
  async #wait(ms: number, isCollecting: boolean): Promise<void> {
    if (this.#ended) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, this.#closing ? Math.min(ms, CLOSING_DELAY_MS) : ms);
    this.#pause = { isCollecting, end: resolve };
    await promise;
    clearTimeout(timer);
    this.#pause = undefined;
  }
}

/** Grows with each failure, and differs between services, which would otherwise all come at the same time. */
function delayAfter(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** failures, LAST_DELAY_MS) * (0.5 + Math.random() / 2);
}
