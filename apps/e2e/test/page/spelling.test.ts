import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import { wrongWords } from '@motus/testing/player';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { newPlayer } from '../../src/support/new-player.ts';
import { operate } from '../../src/support/operator.ts';
import { PagePlayer } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem({ DEFINITION_URL: 'https://dictionnaire.example/{word}' });
const browser = sharedBrowser();

test('after a win or a loss the result shows the spellings of the answer and a link to its definition', async () => {
  await motus.setClock('2026-12-10T12:00:00Z');
  const operator = await newPlayer(motus);
  await operate(motus, 'grant', operator.name);
  await operator.login();
  const chosen = await operator.send('PUT', '/api/operator/days/2026-12-11/word', { word: 'PECHER' });
  assert.equal(chosen.status, 200, chosen.text);
  await motus.setClock('2026-12-11T12:00:00Z');

  for (const words of [['PECHER'], wrongWords('PECHER', 6)]) {
    const player = new PagePlayer(await browser.open(motus.system.urls.public, SIZES.phone), 'Mia');
    const { page } = player;
    await page.goto('/');
    await player.row(1).waitFor();
    for (const [i, word] of words.entries()) await player.play(i + 1, word);
    const result = page.getByRole('region', { name: 'Résultat' });
    await result.getByText('pêcher ou pécher').waitFor();
    const definition = result.getByRole('link', { name: 'Définition' });
    assert.equal(await definition.getAttribute('href'), 'https://dictionnaire.example/p%C3%AAcher');
    await takeScreenshot(page, `spelling/phone-${words.length}`);
  }
});
