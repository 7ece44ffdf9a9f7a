import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../../src/support/accessibility.ts';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { assertFits } from '../../src/support/looks.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

/** The background of the pages in each theme that a browser can prefer. */
const GROUNDS = { dark: 'rgb(7, 16, 53)', light: 'rgb(233, 239, 252)' };

for (const [scheme, ground] of Object.entries(GROUNDS)) {
  const colorScheme = scheme as keyof typeof GROUNDS;

  test(`the login pages follow a preference for ${scheme}, without a violation of WCAG 2.2 AA`, async () => {
    const page = await browser.open(motus.system.urls.public, { ...SIZES.phone, colorScheme });
    const look = async (view: string) => {
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(background, ground, view);
      await takeScreenshot(page, `login/${scheme}-${view}`);
      await assertAccessible(page, `${scheme} ${view}`);
      await assertFits(page, `${scheme} ${view}`);
    };
    await page.goto('/login');
    await look('1-login');
    await submit(page, 'Nobody', 'not the password', 'Se connecter');
    await page.getByRole('alert').waitFor();
    await look('2-login-refused');
    await page.getByRole('link', { name: /compte/ }).click();
    await submit(page, '!', 'short', /Créer/);
    await page.getByRole('alert').waitFor();
    await look('3-registration-refused');
    await page.goto('/auth/interaction/unknown');
    await look('4-error');
  });
}

async function submit(page: Page, name: string, password: string, button: string | RegExp): Promise<void> {
  await page.getByLabel('Nom').fill(name);
  await page.getByLabel('Mot de passe').fill(password);
  await page.getByRole('button', { name: button }).click();
}
