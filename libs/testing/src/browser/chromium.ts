import { ensureProgram } from '@motus/local-system';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** The screen sizes of browser tests. */
export const SIZES = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  small: { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true },
  desk: { viewport: { width: 1280, height: 800 } },
} satisfies Record<string, BrowserContextOptions>;

/** How many times slower a mid-range phone is than a desktop computer, as in Lighthouse. */
const PHONE_SLOWDOWN = 4;

/** Starts the installed Chromium. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: await ensureProgram('chromium'),
    // The sandbox does not work for root; the others stop requests to other hosts and the use of a GPU.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

/** Opens a page in a new browser profile, by default in French and with reduced motion. */
export async function openPage(
  browser: Browser,
  baseURL: string,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Reveals letters immediately, so that tests do not wait for animations.
    reducedMotion: 'reduce',
    colorScheme: 'dark',
    // The cache of a service worker would hide changes of the server.
    serviceWorkers: 'block',
    ...options,
  });
  // Chromium reports an American keyboard on a machine without one, so the page would not use the layout of the language.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'keyboard'));
  return context.newPage();
}

/** Slows down the processor of a page to that of a mid-range phone. */
export async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: PHONE_SLOWDOWN });
}
