import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launchChromium, openPage } from '@motus/testing/browser';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { traceFailures } from './traces.ts';

/**
 * Starts one Chromium for all tests of a file. Each page has a browser profile of its own. The pages of a failed test leave
 * a trace.
 */
export function sharedBrowser(): { open(baseURL: string, size: BrowserContextOptions): Promise<Page> } {
  let browser: Browser | undefined;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser?.close());
  const trace = traceFailures();
  return {
    async open(baseURL, size) {
      if (browser === undefined) throw new Error('the browser is not started yet');
      const page = await openPage(browser, baseURL, size);
      await trace(page);
      return page;
    },
  };
}

/** Saves a screenshot under reports/. @param name may begin with a folder */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../reports/${name}.png`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
}
