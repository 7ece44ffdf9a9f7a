import { flushCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import { LogBuffer } from './buffer.ts';
import { collectGarbage } from './collect-garbage.ts';
import { SharedCounters } from './log-counts.ts';
import { LEVEL_NAMES, readPinoLine } from './pino-line.ts';
import { LogSender } from './sender.ts';
import type { ThreadData, ThreadMessage } from './thread-protocol.ts';
import { createWarn } from './warn.ts';

/* The thread that `startLogThread` starts. */

/**
 * When the garbage of the start is collected, in milliseconds. Not at once: a process that fails at its start does not wait
 * long for its lines.
 */
const START_MS = 5000;

const { url, labels, counters: memory, closed } = workerData as ThreadData;
const counters = new SharedCounters(memory);
const warn = createWarn();
const buffer = new LogBuffer(counters, warn);
// Lines are collected before they come here: waking this thread, and sending, cost more than some lines.
const sender = new LogSender({ url, buffer, counters, warn, collectMs: 0 });
const streams = new Map(LEVEL_NAMES.map((level) => [level, JSON.stringify({ ...labels, level })]));

parentPort?.on('message', async (message: ThreadMessage) => {
  if (typeof message === 'string') {
    addLines(message);
    counters.add('receivedBytes', message.length);
    sender.wake();
  } else {
    await sender.close(message.closeWithinMs);
    Atomics.store(new Int32Array(closed), 0, 1);
    Atomics.notify(new Int32Array(closed), 0);
  }
});

// Writes the compile cache (NODE_COMPILE_CACHE) now, as runService does: without it the thread takes 15 MB more.
flushCompileCache();
setTimeout(collectGarbage, START_MS).unref();

function addLines(text: string): void {
  for (let start = 0; start < text.length; ) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    const { level, time, requestId } = readPinoLine(line);
    const metadata = requestId === undefined ? undefined : `{"request_id":${requestId}}`;
    buffer.add(streams.get(level) ?? '{}', time, line, metadata);
    start = end + 1;
  }
}
