import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { takeScreenshot } from './browser.ts';

/** The combinations of theme and palette, by their names in reports. */
const LOOKS = {
  dark: { theme: 'dark' },
  light: { theme: 'light' },
  contrast: { theme: 'contrast' },
  safe: { theme: 'dark', palette: 'safe' },
  'light-safe': { theme: 'light', palette: 'safe' },
  'contrast-safe': { theme: 'contrast', palette: 'safe' },
};

/** The look that is checked with all accessibility rules. The others differ only in colours. */
const REFERENCE_LOOK = 'dark';

/**
 * Takes a screenshot of a view in every look, and checks each look: no violation of WCAG 2.2 AA, nothing wider than the
 * screen.
 *
 * @param folder the folder of the screenshots, under reports/
 */
export async function checkAllLooks(page: Page, folder: string, size: string, view: string): Promise<void> {
  // Waits for the data of the view.
  await page.getByText('Chargement').first().waitFor({ state: 'hidden' });
  // Avoids the hover style of an element under the pointer.
  await page.mouse.move(0, 0);
  for (const [look, settings] of Object.entries(LOOKS)) {
    await page.evaluate((json) => {
      localStorage.setItem('motus:settings', json);
      // The page applies settings of another tab on this event.
      dispatchEvent(new Event('storage'));
    }, JSON.stringify(settings));
    const theme = await page.locator('html').getAttribute('data-theme');
    assert.equal(theme, settings.theme);
    await takeScreenshot(page, `${folder}/${size}-${look}-${view}`);
    await assertAccessible(page, `${size} ${look} ${view}`, look === REFERENCE_LOOK ? 'all' : 'colours');
    await assertFits(page, `${size} ${look} ${view}`);
  }
}

/** Fails if an element is wider than the screen. */
export async function assertFits(page: Page, where: string): Promise<void> {
  const tooWide = await page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  );
  assert.deepEqual(tooWide, [], `${where}: too wide`);
}
