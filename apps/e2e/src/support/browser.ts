import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ensureProgram } from '@motus/system';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The sizes at which the page is tried. */
export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>;

/** Opens pages in one Chromium for all tests of a file; each page is a browser profile of its own. */
export function sharedBrowser(): { open(baseURL: string, size: BrowserContextOptions): Promise<Page> } {
  let browser: Browser | undefined;
  before(async () => {
    browser = await chromium.launch({
      executablePath: await ensureProgram('chromium'),
      // Root has no sandbox; and a test speaks to nobody but the system under test.
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  });
  after(() => browser?.close());
  return {
    async open(baseURL, size) {
      if (browser === undefined) throw new Error('the browser is not started yet');
      const context = await browser.newContext({
        baseURL,
        locale: 'fr-FR',
        timezoneId: 'Europe/Paris',
        // Letters are revealed at once: a test waits for nothing that only pleases the eye.
        reducedMotion: 'reduce',
        colorScheme: 'dark',
        // A page from the cache of the one before would hide what the server sends.
        serviceWorkers: 'block',
        ...size,
      });
      // A browser on a machine without a keyboard says that it has an American one.
      await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'keyboard'));
      context.setDefaultTimeout(10_000);
      return context.newPage();
    },
  };
}

/** Keeps a picture for a reader, under reports/; the name may begin with a folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../reports/${name}.png`, import.meta.url));
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled' });
}
