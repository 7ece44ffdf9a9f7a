import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cookieName } from '@motus/contracts';
import { SIZES } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { assertAccessible } from '../../src/support/accessibility.ts';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();
const { phone, small, desk } = SIZES;

for (const [size, options] of Object.entries({ phone, small, desk })) {
  describe(`at ${size} size`, () => {
    const open = async (name: string) => {
      const player = new PagePlayer(await browser.open(motus.system.urls.public, options), `${name} ${size}`);
      await player.page.goto('/');
      await player.row(1).waitFor();
      return player;
    };
    const look = async (page: Page, view: string) => {
      await takeScreenshot(page, `guests/${size}-${view}`);
      await assertAccessible(page, `${size} ${view}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(width <= 0, `${size} ${view}: too wide by ${width}`);
    };

    test('a guest can play at once, and keeps the play and the draft after registering', async () => {
      const player = await open('Ana');
      const { page } = player;
      const { answer, wrong } = await todaysWords(motus);
      await look(page, '1-opened');
      await player.play(1, wrong[0] ?? '');
      await page.reload();
      await player.page.locator('[data-row="1"][data-state="done"]').waitFor();
      await page.keyboard.type(answer.slice(0, 3));
      await page.getByRole('banner').getByRole('link', { name: 'Se connecter' }).click();
      await player.makeAccount();

      await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
      await page.locator('[data-row="1"][data-state="done"]').waitFor();
      // The letters typed as a guest are still there.
      await page.keyboard.type(answer.slice(3));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Gagné en 2 essais' }).waitFor();
    });

    test('a finished play of a guest is ranked after registering', async () => {
      const player = await open('Bea');
      const { page } = player;
      const { answer, wrong } = await todaysWords(motus);
      await player.play(1, wrong[0] ?? '');
      await player.play(2, answer);
      const result = page.getByRole('region', { name: 'Résultat' });
      await result.getByText('pour garder cette partie et votre série').waitFor();
      await look(page, '2-won');

      await page.goto('/#/statistiques');
      await page.getByText('Vous jouez sans compte').waitFor();
      await page.getByText('Parties gagnées (100').waitFor();
      await look(page, '3-statistics');
      await page.goto('/#/classement');
      await page.getByText('n’est pas classé').waitFor();
      assert.equal(await page.locator('tr[aria-current]').count(), 0);
      await look(page, '4-leaderboard');

      await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
      await player.makeAccount();
      await page.getByRole('heading', { name: 'Classement du jour' }).waitFor();
      await page.getByRole('row', { name: `${player.name} (vous) 85` }).waitFor();
    });

    test('a view that needs an account says so, and the login leads back to it', async () => {
      const player = await open('Cal');
      const { page } = player;
      await page.goto('/#/administration');
      await page.getByText('réservée aux opérateurs').waitFor();
      await page.getByRole('link', { name: 'Ligues' }).click();
      await page.getByRole('heading', { name: 'Il faut un compte' }).waitFor();
      await look(page, '5-leagues');
      await page.getByRole('main').getByRole('link', { name: 'Se connecter' }).click();
      await player.makeAccount();
      await page.getByRole('heading', { name: 'Mes ligues' }).waitFor();
    });

    test('a guest who reports a word is told that this needs an account', async () => {
      const player = await open('Dot');
      const { page } = player;
      const { answer } = await todaysWords(motus);
      await page.keyboard.type(answer.charAt(0).repeat(answer.length));
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: /devrait être valide/ }).click();
      await page.getByText('Il faut un compte pour signaler un mot').waitFor();
      await look(page, '6-report');
    });
  });
}

test('when the session ends during a play, the page says so, and the login restores the play and the draft', async () => {
  const player = new PagePlayer(await browser.open(motus.system.urls.public, phone), 'Eli');
  const { page } = player;
  await player.register();
  const { wrong } = await todaysWords(motus);
  await player.play(1, wrong[0] ?? '');
  await page.context().clearCookies({ name: cookieName('motus_session', motus.system.urls.public) });
  await page.keyboard.type(wrong[1] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Vous n’êtes plus connecté').waitFor();
  await page.locator('[data-row="1"][data-state="current"]').waitFor();
  await takeScreenshot(page, 'guests/phone-7-logged-out');
  await page.getByRole('alert').getByRole('link', { name: 'Se connecter' }).click();
  await page.getByRole('button', { name: 'Se déconnecter' }).waitFor();
  await page.locator('[data-row="1"][data-state="done"]').waitFor();
  assert.match((await player.row(2).textContent()) ?? '', new RegExp([...(wrong[1] ?? '')].join('.*'), 's'));
});

test('a play that was merged into an account cannot be continued by the former guest', async () => {
  const player = new PagePlayer(await browser.open(motus.system.urls.public, phone), 'Fia');
  const copy = new PagePlayer(await browser.open(motus.system.urls.public, desk), 'Fia');
  const { wrong } = await todaysWords(motus);
  await player.page.goto('/');
  await player.row(1).waitFor();
  await player.play(1, wrong[0] ?? '');
  await copy.page.context().addCookies(await player.page.context().cookies());
  await copy.page.goto('/');
  await copy.page.locator('[data-row="1"][data-state="done"]').waitFor();
  await player.register();

  await copy.page.keyboard.type(wrong[1] ?? '');
  await copy.page.keyboard.press('Enter');
  await copy.page.getByRole('status').filter({ hasText: 'reprise par un compte' }).waitFor();
  assert.equal(await copy.row(2).getAttribute('data-state'), 'current');
  await takeScreenshot(copy.page, 'guests/desk-8-merged');
  await copy.page.getByRole('main').getByRole('link', { name: 'Se connecter' }).waitFor();
});
