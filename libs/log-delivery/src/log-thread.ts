import { Worker } from 'node:worker_threads';
import { type LogCounts, SharedCounters } from './log-counts.ts';
import type { ThreadData, ThreadMessage } from './thread-protocol.ts';
import { createWarn } from './warn.ts';

/** Takes the lines of a pino logger. */
export interface LogThread {
  /** Takes a line with its line break, and returns at once. */
  write(line: string): void;
  /** The lines so far: delivered, pending and dropped. */
  readonly counts: LogCounts;
}

/** How long lines are collected for one message to the thread, which sends them at once, in milliseconds. */
const COLLECT_MS = 1000;
/** The longest message to the thread, in characters. */
const MESSAGE_LENGTH = 64 * 1024;
/** The most characters that the thread has not read yet; lines beyond that are dropped. */
const UNREAD_LIMIT = 8e6;

/** How long the process waits for the thread at its end, in milliseconds. */
const EXIT_MS = 850;
/** How long the thread may go on sending at the end of the process, in milliseconds. */
const CLOSE_WITHIN_MS = 700;

/** Many times what the thread needs besides its buffer. Without a limit its heap grows to hundreds of MB. */
const RESOURCE_LIMITS = { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 4 };

/**
 * Delivers the lines of a pino logger to Loki as `createLogDelivery` does, in a thread of its own, so that a service pays little
 * for it. The label `level` is the name of pino's level, the structured metadata `request_id` is the line's `reqId`.
 *
 * The lines must be redacted already. When the process ends, it waits for the delivery of the last lines, for less than a
 * second. When the thread ends before, the process goes on without it.
 *
 * @param options.url    scheme, host and port of Loki
 * @param options.labels of every line
 */
export function startLogThread(options: {
  url: string;
  labels: Readonly<Record<string, string>>;
}): LogThread {
  const counters = new SharedCounters();
  const closed = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const warn = createWarn();
  const worker = startWorker({ ...options, counters: counters.memory, closed });
  const collector = new LineCollector(post);
  let handed = 0;
  let posted = 0;
  let hasEnded = false;

  function post(text: string, lines: number): void {
    if (hasEnded) counters.add('thread_ended', lines);
    else if (posted - counters.get('receivedBytes') > UNREAD_LIMIT) {
      counters.add('buffer_full', lines);
      warn('buffer_full', `the thread does not keep up: the newest ${lines} lines are dropped`);
    } else {
      worker.postMessage(text satisfies ThreadMessage);
      posted += text.length;
    }
  }

  function end(reason: string): void {
    if (hasEnded) return;
    hasEnded = true;
    counters.add('thread_ended', counters.counts(handed).pending - collector.lines);
    warn('thread_ended', `its thread has ended, no more lines go to ${options.url}: ${reason}`);
  }
  worker.on('error', (error) => end(String(error)));
  worker.on('exit', (code) => end(`exit code ${code}`));

  process.once('exit', () => {
    collector.flush();
    if (hasEnded) return;
    worker.postMessage({ closeWithinMs: CLOSE_WITHIN_MS } satisfies ThreadMessage);
    if (Atomics.wait(new Int32Array(closed), 0, 0, EXIT_MS) === 'timed-out') {
      const { pending } = counters.counts(handed);
      warn('closed', `${pending} lines were not delivered to ${options.url} before the end`);
    }
  });

  return {
    write(line) {
      handed += 1;
      collector.add(line);
    },
    get counts() {
      return counters.counts(handed);
    },
  };
}

function startWorker(workerData: ThreadData): Worker {
  const worker = new Worker(new URL('thread.ts', import.meta.url), {
    name: 'log-delivery',
    workerData,
    // Without the options of this process, because modules loaded by --import are not for this thread.
    execArgv: [],
    resourceLimits: RESOURCE_LIMITS,
  });
  worker.unref();
  return worker;
}

/** Joins the lines of COLLECT_MS into one message to the thread. */
class LineCollector {
  /** How many lines wait to be posted. */
  lines = 0;
  readonly #post: (text: string, lines: number) => void;
  #text = '';
  #timer: NodeJS.Timeout | undefined;

  constructor(post: (text: string, lines: number) => void) {
    this.#post = post;
  }

  add(line: string): void {
    this.#text += line;
    this.lines += 1;
    if (this.#text.length >= MESSAGE_LENGTH) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), COLLECT_MS).unref();
  }

  /** Posts the waiting lines now. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.lines === 0) return;
    this.#post(this.#text, this.lines);
    this.#text = '';
    this.lines = 0;
  }
}
