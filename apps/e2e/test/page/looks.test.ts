import { describe, test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { assertFits, checkAllLooks } from '../../src/support/looks.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

const sideways = { ...SIZES.phone, viewport: { width: 844, height: 390 } };
for (const [size, options] of Object.entries({ ...SIZES, sideways })) {
  describe(`at ${size} size, in every look`, () => {
    test('no view breaks WCAG 2.2 AA or is wider than the screen', async () => {
      const page = await browser.open(motus.system.urls.public, options);
      const look = (view: string) => checkAllLooks(page, 'looks', size, view);

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

test('with a font size of 200 % the game fits the screen', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  const player = new PagePlayer(page, 'Jonas');
  await player.register();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = '200%';
  });
  await assertFits(page, 'game');
  await page.getByRole('button', { name: 'Valider' }).scrollIntoViewIfNeeded();
  await takeScreenshot(page, 'looks/phone-letters-200');
});
