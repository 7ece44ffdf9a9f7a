import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import { wrongWords } from '@motus/testing/player';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../../src/support/accessibility.ts';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { PagePlayer } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

/** Sets the day on which every test starts. */
const setStartDay = () => motus.setClock('2026-12-10T12:00:00Z');

for (const [size, options] of Object.entries(SIZES)) {
  describe(`at ${size} size`, () => {
    const open = async (name: string) => {
      await setStartDay();
      const player = new PagePlayer(await browser.open(motus.system.urls.public, options), `${name} ${size}`);
      await player.page.goto('/');
      await player.row(1).waitFor();
      return player;
    };
    const look = async (page: Page, view: string) => {
      for (const theme of ['dark', 'light', 'contrast']) {
        await page.evaluate((json) => {
          localStorage.setItem('motus:settings', json);
          dispatchEvent(new Event('storage'));
        }, JSON.stringify({ theme }));
        await takeScreenshot(page, `archive/${size}-${theme}-${view}`);
        await assertAccessible(page, `${size} ${theme} ${view}`);
      }
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${size} ${view}: too wide by ${width}`);
    };

    test('a past day can be opened from the calendar and played, is marked there, and does not count in statistics', async () => {
      const player = await open('Ivo');
      const { page } = player;
      const answer = await motus.answer('2026-11-04');
      const [wrong = ''] = wrongWords(answer, 1);
      await page.getByRole('link', { name: 'Archives' }).click();
      await page.getByRole('heading', { name: 'décembre 2026' }).waitFor();
      await page.getByRole('link', { name: '9 décembre 2026, pas encore joué', exact: true }).waitFor();
      assert.equal(await page.getByRole('link', { name: /^10 décembre 2026/ }).count(), 0);
      assert.equal(await page.getByRole('link', { name: /janvier 2027/ }).count(), 0);

      await page.getByRole('link', { name: 'novembre 2026' }).click();
      await page.getByRole('heading', { name: 'novembre 2026' }).waitFor();
      await page.getByRole('link', { name: '10 novembre 2026, pas encore joué' }).focus();
      await page.keyboard.press('ArrowUp');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: '4 novembre 2026' }).waitFor();
      await player.row(1).waitFor();
      await player.play(1, wrong);
      await page.keyboard.type(answer.slice(0, 2));
      await look(page, '1-playing');
      await page.reload();
      await page.locator('[data-row="1"][data-state="done"]').waitFor();
      // The typed letters are still there.
      await page.keyboard.type(answer.slice(2));
      await page.keyboard.press('Enter');
      const result = page.getByRole('region', { name: 'Résultat' });
      await result.getByRole('heading', { name: 'Gagné en 2 essais' }).waitFor();
      await result.getByText('elle ne compte pas').waitFor();
      await look(page, '2-won');

      await page.getByRole('link', { name: '5 nov.' }).click();
      await page.getByRole('heading', { name: '5 novembre 2026' }).waitFor();
      await player.row(1).waitFor();
      await player.play(1, wrongWords(await motus.answer('2026-11-05'), 1)[0] ?? '');
      await page.getByRole('link', { name: 'Calendrier' }).click();
      await page
        .getByRole('link', { name: '4 novembre 2026, gagné en 2 essais, aux archives', exact: true })
        .waitFor();
      await page
        .getByRole('link', { name: '5 novembre 2026, en cours, 1 essai, aux archives', exact: true })
        .waitFor();
      await look(page, '3-calendar');
      await page.goto('/#/statistiques');
      await page.getByText('Finissez une première partie').waitFor();
    });

    test('days before the first and after the last day of the archive are refused with a message', async () => {
      const { page } = await open('Jan');
      await page.goto('/#/archives/2026-01');
      await page.getByRole('link', { name: '1er janvier 2026, pas encore joué', exact: true }).waitFor();
      assert.equal(await page.getByRole('link', { name: 'décembre 2025' }).count(), 0);
      await page.goto('/#/archives/2025-12');
      await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
      await page.goto('/#/archives/2026-12-10');
      await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
      await look(page, '4-refused');
      await page.getByRole('link', { name: 'Toutes les archives' }).click();
      await page.getByRole('link', { name: '9 décembre 2026, pas encore joué', exact: true }).waitFor();
    });
  });
}

test('archive plays of a guest are merged into a new account', async () => {
  await setStartDay();
  const player = new PagePlayer(await browser.open(motus.system.urls.public, SIZES.phone), 'Kai');
  const { page } = player;
  await page.goto('/#/archives/2026-11-04');
  await player.row(1).waitFor();
  await player.play(1, await motus.answer('2026-11-04'));
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await page.getByRole('banner').getByRole('link', { name: 'Se connecter' }).click();
  await player.makeAccount();
  // The login leads back to that day.
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
});

test('the archive shows a play of its day, and hides the answer of one that can still be finished', async () => {
  await motus.setClock('2026-12-14T12:00:00Z');
  const player = new PagePlayer(await browser.open(motus.system.urls.public, SIZES.desk), 'Lio');
  const { page } = player;
  await player.register();
  await player.play(1, await motus.answer('2026-12-14'));
  await motus.setClock('2026-12-15T12:00:00Z');
  await page.goto('/?again');
  await page.locator('[data-row="1"][data-state="current"]').waitFor();
  await player.play(1, wrongWords(await motus.answer('2026-12-15'), 1)[0] ?? '');
  await motus.setClock('2026-12-16T12:00:00Z');
  await page.goto('/#/archives');
  await page.reload();
  await page.getByRole('link', { name: '14 décembre 2026, gagné en 1 essai', exact: true }).click();
  await page.getByText('Votre partie de ce jour-là').waitFor();
  await page.getByRole('link', { name: '15 déc.' }).click();
  await page.getByRole('alert').filter({ hasText: 'Finissez d’abord' }).waitFor();
  assert.equal(await page.getByRole('region', { name: 'Clavier' }).count(), 0);
  await page.getByRole('link', { name: 'Aller au jeu' }).click();
  await page.getByRole('heading', { name: 'Le mot d’hier' }).waitFor();
});
