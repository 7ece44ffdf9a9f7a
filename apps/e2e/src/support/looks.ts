import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { assertAccessible } from './accessibility.ts';
import { picture } from './browser.ts';

/** Every way in which a player can have the page look, by what it is called in reports. */
const LOOKS = {
  dark: { theme: 'dark' },
  light: { theme: 'light' },
  contrast: { theme: 'contrast' },
  safe: { theme: 'dark', palette: 'safe' },
  'light-safe': { theme: 'light', palette: 'safe' },
  'contrast-safe': { theme: 'contrast', palette: 'safe' },
};

/** The look that is checked with all rules; the others differ from it only in colours. */
const REFERENCE_LOOK = 'dark';

/**
 * Keeps pictures of the page in every look, and checks each of them: nothing that WCAG 2.2 AA forbids, nothing wider than
 * the screen.
 *
 * @param folder of the pictures, under reports/
 */
export async function lookAt(page: Page, folder: string, size: string, view: string): Promise<void> {
  // It is the view that is looked at, not what stands there until its data has come.
  await page.getByText('Chargement').first().waitFor({ state: 'hidden' });
  // What is under the pointer looks different.
  await page.mouse.move(0, 0);
  for (const [look, settings] of Object.entries(LOOKS)) {
    await page.evaluate((json) => {
      localStorage.setItem('motus:settings', json);
      // As if it had been set in another tab.
      dispatchEvent(new Event('storage'));
    }, JSON.stringify(settings));
    const theme = await page.locator('html').getAttribute('data-theme');
    assert.equal(theme, settings.theme);
    await picture(page, `${folder}/${size}-${look}-${view}`);
    await assertAccessible(page, `${size} ${look} ${view}`, look === REFERENCE_LOOK ? 'all' : 'colours');
    await assertFits(page, `${size} ${look} ${view}`);
  }
}

/** Fails where something is wider than the screen. */
export async function assertFits(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  );
  assert.deepEqual(beyond, [], `${where}: too wide`);
}
