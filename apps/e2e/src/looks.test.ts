import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { assertAccessible } from './support/accessibility.ts';
import { picture, sharedBrowser } from './support/browser.ts';
import { SIZES } from './support/chromium.ts';
import { PagePlayer } from './support/page-player.ts';
import { sharedSystem } from './support/shared-system.ts';
import { todaysWords } from './support/words.ts';

const LOOKS = {
  dark: { theme: 'dark' },
  light: { theme: 'light' },
  contrast: { theme: 'contrast' },
  safe: { theme: 'dark', palette: 'safe' },
  'light-safe': { theme: 'light', palette: 'safe' },
  'contrast-safe': { theme: 'contrast', palette: 'safe' },
};

const motus = sharedSystem();
const browser = sharedBrowser();

for (const [size, options] of Object.entries(SIZES)) {
  describe(`at ${size} size, in every look`, () => {
    test('no view breaks WCAG 2.2 AA or is wider than the screen', async () => {
      const page = await browser.open(motus.system.urls.public, options);
      const look = (view: string) => lookAt(page, size, view);

      const player = new PagePlayer(page, `Ida ${size}`);
      const { answer, wrong } = await todaysWords(motus);
      await page.goto('/');
      await player.row(1).waitFor();
      await look('1-guest');
      await page.goto('/#/ligues');
      await page.getByRole('heading', { name: 'Il faut un compte' }).waitFor();
      await look('1-login');

      await player.register();
      await player.play(1, wrong[0] ?? '');
      await player.play(2, wrong[1] ?? '');
      await page.keyboard.type(answer.slice(0, 4));
      await look('2-playing');

      await page.getByRole('button', { name: 'État de la partie' }).click();
      await look('3-state');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Réglages' }).click();
      await look('4-settings');
      await page.keyboard.press('Escape');

      for (let letter = 0; letter < 4; letter++) await page.keyboard.press('Backspace');
      await player.play(3, answer);
      await page.getByRole('region', { name: 'Résultat' }).waitFor();
      await look('5-won');

      for (const [slug, heading] of Object.entries(VIEWS)) {
        await page.goto(`/#/${slug}`);
        await page.getByRole('heading', { name: heading }).waitFor();
        await look(slug.replace('/', '-'));
      }
    });
  });
}

const VIEWS = {
  classement: 'Classement du jour',
  statistiques: 'Vos statistiques',
  aide: 'Comment jouer',
  entrainement: 'Entraînement',
  archives: 'Archives',
  'archives/2026-01-02': '2 janvier 2026',
};

test('with letters of twice the size nothing is lost', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  const player = new PagePlayer(page, 'Jonas');
  await player.register();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await assertFits(page, 'game');
  await page.getByRole('button', { name: 'Valider' }).scrollIntoViewIfNeeded();
  await picture(page, 'looks/phone-letters-200');
});

/** Keeps pictures of the page in every look, and checks each of them. */
async function lookAt(page: Page, size: string, view: string): Promise<void> {
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
    await picture(page, `looks/${size}-${look}-${view}`);
    await assertAccessible(page, `${size} ${look} ${view}`);
    await assertFits(page, `${size} ${look} ${view}`);
  }
}

async function assertFits(page: Page, where: string): Promise<void> {
  const beyond = await page.evaluate(() =>
    [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map(({ outerHTML }) => outerHTML.slice(0, 80)),
  );
  assert.deepEqual(beyond, [], `${where}: too wide`);
}
