import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { checkAllLooks } from '../../src/support/looks.ts';
import { operate } from '../../src/support/operator.ts';
import { PagePlayer } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

test('the header fits on one line with the longest player name', async () => {
  const { page } = await becomeOperator(
    new PagePlayer(await browser.open(motus.system.urls.public, SIZES.desk), 'WWWWWWWWWWWWWWWWWWWW'),
  );
  for (const width of [320, 360, 600, 832, 959, 960, 1024, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const [height, overflow] = await page.evaluate(() => [
      document.querySelector('header')?.getBoundingClientRect().height ?? 0,
      document.documentElement.scrollWidth - innerWidth,
    ]);
    assert.ok(
      height > 0 && height < 64 && overflow <= 0,
      `${width} px: ${height} px high, too wide by ${overflow}`,
    );
    await takeScreenshot(page, `operator/header-${width}`);
  }
});

for (const [size, options] of Object.entries(SIZES)) {
  describe(`at ${size} size`, () => {
    const index = Object.keys(SIZES).indexOf(size);
    const repeatedLetter = 'ZXW'.charAt(index);
    /** A day for each size, because the clock runs forwards only. @param number 1 to 9 */
    const dayOf = (number: number) => `2027-02-${index}${number}`;
    const open = async (name: string) =>
      new PagePlayer(await browser.open(motus.system.urls.public, options), `${name} ${size}`);
    const look = (page: Page, view: string) => checkAllLooks(page, 'operator', size, view);

    test('an operator handles a report, chooses and blocks words, and can reveal the answer only by giving up the play', async () => {
      await motus.setClock(`${dayOf(1)}T12:00:00Z`);
      const [ada, player] = [await open('Olga'), await open('Paul')];
      await player.register();
      assert.equal(await player.page.getByRole('link', { name: 'Administration' }).count(), 0);
      const reported = await motus.answer(dayOf(1));
      // A different word for each size, because a handled report is not reopened by a second player.
      const unknownWord = reported.charAt(0) + repeatedLetter.repeat(reported.length - 1);
      await player.page.keyboard.type(unknownWord);
      await player.page.keyboard.press('Enter');
      await player.page.getByRole('button', { name: /devrait être valide/ }).click();
      await player.page.getByText('C’est signalé').waitFor();

      const { page } = ada;
      const logged = (action: string) =>
        page.getByRole('listitem').filter({ hasText: action }).filter({ hasText: ada.name });
      // The first day on which the report is listed.
      await motus.setClock(`${dayOf(3)}T12:00:00Z`);
      const answer = await motus.answer(dayOf(3));
      await becomeOperator(ada);
      await page.getByRole('link', { name: 'Administration' }).click();
      await page.getByRole('button', { name: `Marquer traité ${unknownWord}` }).waitFor();
      assert.equal((await page.textContent('main'))?.includes(answer), false);
      await look(page, '1-opened');
      await page.getByRole('button', { name: `Marquer traité ${unknownWord}` }).click();
      await logged('Signalement traité').waitFor();

      await page.getByLabel('Jour', { exact: true }).fill(dayOf(6));
      await page.getByLabel('Mot du jour', { exact: true }).fill('maisons');
      await choose(page);
      await page.getByRole('alert').filter({ hasText: 'Ce mot sert à l’entraînement' }).waitFor();
      await page.getByLabel('Mot du jour', { exact: true }).fill('maison');
      await choose(page);
      await logged('Mot choisi pour le').waitFor();
      await page.getByRole('status').filter({ hasText: 'Vous ne pouvez plus jouer ce jour' }).waitFor();
      await page.getByText('Jours que vous ne pouvez plus jouer').waitFor();
      await page.getByLabel('Mot à bloquer').fill('chevaux');
      await page.getByRole('button', { name: 'Bloquer', exact: true }).click();
      await page.getByRole('button', { name: 'Débloquer CHEVAUX' }).click();
      await logged('Mot débloqué').waitFor();
      await page.getByRole('button', { name: /Annuler le choix/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Annuler le choix' }).click();
      await logged('Choix annulé').waitFor();

      await page.getByRole('button', { name: 'Voir le mot' }).click();
      await page.getByText('Vous ne pourrez plus jouer').waitFor();
      await look(page, '2-warned');
      await page.getByRole('dialog').getByRole('button', { name: 'Voir le mot' }).click();
      await page.getByRole('status').filter({ hasText: answer }).waitFor();
      await look(page, '3-seen');

      await page.goto('/#/');
      await page.getByRole('heading', { name: 'Vous connaissez ce mot' }).waitFor();
      await look(page, '4-disqualified');
      await page.keyboard.type(answer);
      await page.keyboard.press('Enter');
      assert.equal(await ada.row(1).getAttribute('data-state'), 'ahead');
      assert.equal(await page.getByRole('button', { name: 'Valider' }).count(), 0);
    });
  });
}

/** Sends the form that chooses the word of a day, and accepts that its day cannot be played any more. */
async function choose(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choisir ce mot' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('vous ne pourrez plus le jouer').waitFor();
  await dialog.getByRole('button', { name: 'Choisir ce mot' }).click();
}

async function becomeOperator(player: PagePlayer): Promise<PagePlayer> {
  await player.register();
  await operate(motus, 'grant', player.name);
  await player.page.context().clearCookies();
  await player.login();
  return player;
}
