import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { until } from '@motus/testing';
import { SIZES } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { sharedBrowser } from '../../src/support/browser.ts';
import { checkAllLooks } from '../../src/support/looks.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

for (const [size, options] of Object.entries(SIZES)) {
  describe(`at ${size} size`, () => {
    const open = async (name: string) =>
      new PagePlayer(await browser.open(motus.system.urls.public, options), `${name} ${size}`);
    const look = (page: Page, view: string) => checkAllLooks(page, 'leagues', size, view);

    test('a league can be created, joined through the login, ranked, renamed, and left after a member was removed', async () => {
      const [ada, bob] = [await open('Ada'), await open('Bob')];
      const league = `Les amis ${size}`;
      await ada.register();
      await ada.page.getByRole('link', { name: 'Ligues' }).click();
      await ada.page.getByText('aucune ligue').waitFor();
      await look(ada.page, '1-none');
      await ada.page.getByLabel('Nom de la ligue').fill(league);
      await ada.page.getByRole('button', { name: 'Créer' }).click();
      await ada.page.getByRole('heading', { name: league }).waitFor();
      const link = await ada.page.getByLabel(/Qui ouvre ce lien/).inputValue();
      await look(ada.page, '2-made');

      await bob.page.goto(link);
      await bob.page.getByRole('heading', { name: `Rejoindre « ${league} »` }).waitFor();
      await look(bob.page, '3-invited');
      await bob.page.getByRole('link', { name: 'Se connecter pour rejoindre' }).click();
      await bob.makeAccount();
      await bob.page.getByRole('button', { name: 'Rejoindre la ligue' }).click();
      await bob.page.getByRole('row', { name: `${bob.name} (vous)` }).waitFor();

      await bob.page.goto('/#/');
      await bob.row(1).waitFor();
      const { answer } = await todaysWords(motus);
      await bob.play(1, answer);
      await bob.page.getByRole('link', { name: 'Ligues' }).click();
      await bob.page.getByRole('link', { name: league }).click();
      await bob.page.getByRole('row', { name: `1 ${bob.name} (vous) 100` }).waitFor();
      assert.match((await bob.page.locator('tr[aria-current]').textContent()) ?? '', /^1Bob/);
      await bob.page.getByRole('link', { name: 'Semaine' }).click();
      await bob.page.getByRole('row', { name: bob.name }).waitFor();
      await look(bob.page, '4-table');

      const { page } = ada;
      await page.reload();
      await page.getByRole('row', { name: bob.name }).waitFor();
      await page.getByLabel('Nom de la ligue').fill(`Autres ${size}`);
      await page.getByRole('button', { name: 'Renommer' }).click();
      await page.getByRole('heading', { name: `Autres ${size}` }).waitFor();
      await page.getByRole('button', { name: `Retirer ${bob.name}` }).click();
      await page.getByRole('dialog').getByText('ne verra plus la ligue').waitFor();
      await look(page, '5-remove');
      await page.getByRole('dialog').getByRole('button', { name: 'Annuler' }).click();
      assert.equal(await page.getByRole('row', { name: bob.name }).count(), 1);
      await confirm(page, `Retirer ${bob.name}`, 'Retirer');
      await page.getByRole('row', { name: bob.name }).waitFor({ state: 'detached' });
      // The table and the link come with different responses.
      await until(async () => (await page.getByLabel(/Qui ouvre ce lien/).inputValue()) !== link);

      await bob.page.goto(link);
      await bob.page
        .getByRole('alert')
        .filter({ hasText: /invitation/ })
        .waitFor();
      await look(bob.page, '6-invalid');
      await confirm(page, 'Quitter la ligue', 'Quitter la ligue');
      await page.getByText('aucune ligue').waitFor();
    });

    test('the link of a league can be replaced and copied, and the league deleted', async () => {
      const cyd = await open('Cyd');
      const { page } = cyd;
      await cyd.register();
      await page.goto('/#/ligues');
      await page.getByLabel('Nom de la ligue').fill('Brève');
      await page.keyboard.press('Enter');
      const field = page.getByLabel(/Qui ouvre ce lien/);
      const link = await field.inputValue();
      await confirm(page, 'Changer de lien', 'Changer de lien');
      await page.waitForFunction(
        (old) => document.querySelector<HTMLInputElement>('input[readonly]')?.value !== old,
        link,
      );
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Copier le lien' }).click();
      await page.getByText('C’est copié').waitFor();
      assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await field.inputValue());
      await confirm(page, 'Supprimer la ligue', 'Supprimer la ligue');
      await page.getByText('aucune ligue').waitFor();
    });

    test('a player can report an unknown word as valid, and the answer as unsuitable', async () => {
      const dan = await open('Dan');
      const { page } = dan;
      await dan.register();
      const { answer } = await todaysWords(motus);
      const unknownWord = answer.charAt(0).repeat(answer.length);
      await page.keyboard.type(unknownWord);
      await page.keyboard.press('Enter');
      const unknown = page.getByRole('button', { name: `${unknownWord} devrait être valide ?` });
      await unknown.waitFor();
      await look(page, '7-unknown');
      await unknown.click();
      await page.getByText('C’est signalé').waitFor();
      for (let letter = 0; letter < answer.length; letter++) await page.keyboard.press('Backspace');
      assert.equal(await page.getByText('C’est signalé').count(), 0);
      await dan.play(1, answer);
      await page.getByRole('button', { name: `${answer} ne devrait pas être la réponse ?` }).click();
      await page.getByText('C’est signalé').waitFor();
      await look(page, '8-reported');
    });
  });
}

/** Presses a button that opens a confirmation dialog, and confirms. */
async function confirm(page: Page, button: string, answer: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('button', { name: answer }).click();
}
