import { basename } from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../reports/traces/', import.meta.url));

/** The context that Node.js passes to a hook of a test, which has more than its types declare. */
interface FinishedTest {
  /** With the names of its suites: tests of two suites may have the same name. */
  fullName: string;
  passed?: boolean;
  diagnostic?(line: string): void;
}

/**
 * Saves a Playwright trace and a final screenshot of each page of a failed test in reports/traces/. The trace contains the
 * steps of the test and the console. With TRACE=full it also contains the requests, which Playwright records only together with
 * the page before and after each step; the steps then take 1.5 times as long.
 *
 * @returns a function that starts the trace of a page; the trace is discarded if the test passes
 * @see https://playwright.dev/docs/trace-viewer
 */
export function traceFailures(): (page: Page) => Promise<void> {
  const isFull = process.env.TRACE === 'full';
  // A stack: the contexts opened by hooks of the file, then those of each running test, a subtest above its test.
  const openContexts: Set<BrowserContext>[] = [new Set()];

  beforeEach(() => {
    openContexts.push(new Set());
  });
  afterEach(async (context) => {
    const test = context as FinishedTest;
    const ended = openContexts.pop() ?? new Set();
    if (test.passed === false) {
      for (const [index, each] of [...ended, ...openContexts.flatMap((set) => [...set])].entries()) {
        const path = `${FOLDER}${fileName(test)}-${index + 1}.zip`;
        await keepTrace(each, path);
        test.diagnostic?.(`trace: npx playwright-core show-trace --port 0 ${path}`);
      }
    }
    // A context that is being closed has no trace to stop.
    for (const each of ended) await each.tracing.stop().catch(() => undefined);
  });

  return async (page) => {
    const context = page.context();
    await context.tracing.start({ snapshots: isFull, screenshots: isFull });
    const set = openContexts.at(-1);
    set?.add(context);
    context.on('close', () => set?.delete(context));
  };
}

async function keepTrace(context: BrowserContext, path: string): Promise<void> {
  // No screenshot can be taken of a page that hangs.
  for (const [index, page] of context.pages().entries())
    await page
      .screenshot({ path: path.replace(/\.zip$/, `-page-${index + 1}.png`), timeout: 3000 })
      .catch(() => undefined);
  await context.tracing.stopChunk({ path });
  // A parent test, or the next one, may use the same page.
  await context.tracing.startChunk();
}

function fileName(test: FinishedTest): string {
  const [file] = basename(process.argv[1] ?? '').split('.');
  return `${file}-${test.fullName.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 120)}`;
}
