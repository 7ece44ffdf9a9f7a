import { ensureProgram } from '@motus/local-system';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The sizes at which the page is tried. */
export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>;

/** A phone of the middle of the market is about so many times slower than a desk; it is what Lighthouse assumes. */
const PHONE_SLOWER = 4;

/** Starts the Chromium of this machine. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureProgram('chromium'),
    // Root has no sandbox; and a test speaks to nobody but the system under test.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** Opens a page in a browser profile of its own, that of a Frenchman who wants no motion unless it is said otherwise. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Letters are revealed at once: a test waits for nothing that only pleases the eye.
    reducedMotion: 'reduce',
    colorScheme: 'dark',
    // A page from the cache of the one before would hide what the server sends.
    serviceWorkers: 'block',
    ...options,
  });
  // A browser on a machine without a keyboard says that it has an American one.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'keyboard'));
  context.setDefaultTimeout(10_000);
  return context.newPage();
}

/** From now on the page has the processor of a phone. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: PHONE_SLOWER });
}
