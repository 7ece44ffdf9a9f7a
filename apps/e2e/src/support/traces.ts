import { basename } from 'node:path';
import { afterEach, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';

const FOLDER = fileURLToPath(new URL('../../reports/traces/', import.meta.url));

/** What Node.js hands to a hook of a test; its types say less. */
interface FinishedTest {
  name: string;
  passed?: boolean;
  diagnostic?(line: string): void;
}

/**
 * Keeps a Playwright trace of each page of a test that fails, and a picture of its end, in reports/traces/. The trace has
 * the steps of the test, the console and the requests; with TRACE=full also the page before and after each step, which
 * makes the steps take half as long again.
 *
 * @returns starts the trace of a page; it is dropped when the test passes
 * @see https://playwright.dev/docs/trace-viewer
 */
export function traceFailures(): (page: Page) => Promise<void> {
  const isFull = process.env.TRACE === 'full';
  // Of the hooks of the file first, then of each test that runs, a subtest after its test.
  const opened: Set<BrowserContext>[] = [new Set()];

  beforeEach(() => {
    opened.push(new Set());
  });
  afterEach(async (context) => {
    const test = context as FinishedTest;
    const ended = opened.pop() ?? new Set();
    if (test.passed === false) {
      for (const [index, each] of [...ended, ...opened.flatMap((set) => [...set])].entries()) {
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
    const set = opened.at(-1);
    set?.add(context);
    context.on('close', () => set?.delete(context));
  };
}

async function keepTrace(context: BrowserContext, path: string): Promise<void> {
  // A page that hangs has no picture.
  for (const [index, page] of context.pages().entries())
    await page
      .screenshot({ path: path.replace(/\.zip$/, `-page-${index + 1}.png`), timeout: 3000 })
      .catch(() => undefined);
  await context.tracing.stopChunk({ path });
  // A test that goes on, or the next one, may use the same page.
  await context.tracing.startChunk();
}

function fileName(test: FinishedTest): string {
  const [file] = basename(process.argv[1] ?? '').split('.');
  return `${file}-${test.name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}`;
}
