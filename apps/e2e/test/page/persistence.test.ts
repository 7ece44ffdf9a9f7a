import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import { wrongWords } from '@motus/testing/player';
import { sharedBrowser } from '../../src/support/browser.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

async function registered(name: string): Promise<PagePlayer> {
  const player = new PagePlayer(await browser.open(motus.system.urls.public, SIZES.phone), name);
  await player.register();
  return player;
}

test('a word entered while offline is sent once when the network is back', async () => {
  const player = await registered('Ava');
  const { page } = player;
  const { wrong } = await todaysWords(motus);
  await page.context().setOffline(true);
  await page.keyboard.type(wrong[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').getByText('Connexion perdue').waitFor();
  let responses = 0;
  page.on('response', (response) => {
    if (response.request().method() === 'POST') responses++;
  });
  await page.context().setOffline(false);
  await page.locator('[data-row="1"][data-state="done"]').waitFor();
  await page.reload();
  await page.locator('[data-row="1"][data-state="done"]').waitFor();
  assert.equal(await player.row(2).getAttribute('data-state'), 'current');
  assert.equal(responses, 1);
});

test('a word in flight when the page was closed is sent by the next page', async () => {
  const player = await registered('Bob');
  const context = player.page.context();
  const { wrong } = await todaysWords(motus);
  await context.setOffline(true);
  await player.page.keyboard.type(wrong[0] ?? '');
  await player.page.keyboard.press('Enter');
  await player.page.getByRole('alert').getByText('Connexion perdue').waitFor();
  await player.page.close();
  await context.setOffline(false);
  const next = new PagePlayer(await context.newPage(), player.name);
  await next.page.goto('/');
  await next.page.locator('[data-row="1"][data-state="done"]').waitFor();
  assert.equal(await next.row(2).getAttribute('data-state'), 'current');
});

test('typed letters are kept after a reload', async () => {
  const player = await registered('Cat');
  await player.page.keyboard.type('xy');
  await player.page.reload();
  await player.row(1).getByText('Y', { exact: true }).waitFor();
});

test('two tabs show the same play, and an outdated tab cannot overwrite a row', async () => {
  const player = await registered('Dan');
  const { wrong } = await todaysWords(motus);
  const second = new PagePlayer(await player.page.context().newPage(), player.name);
  await second.page.goto('/');
  await second.row(1).waitFor();
  await player.play(1, wrong[0] ?? '');
  await second.page.locator('[data-row="1"][data-state="done"]').waitFor();

  // A tab that gets no messages from the others, as on another device.
  const third = new PagePlayer(await player.page.context().newPage(), player.name);
  await third.page.addInitScript(() => Reflect.deleteProperty(BroadcastChannel.prototype, 'postMessage'));
  await third.page.goto('/');
  await third.page.locator('[data-row="1"][data-state="done"]').waitFor();
  await third.page.route('/api/today', (route) => route.abort());
  await player.play(2, wrong[1] ?? '');
  await third.page.keyboard.type(wrong[2] ?? '');
  await third.page.keyboard.press('Enter');
  await third.page.getByRole('status').filter({ hasText: 'déjà été jouée' }).waitFor();
  assert.equal(await third.colours(2), await player.colours(2));
});

test('midnight during a play is announced, and the play keeps its day', async () => {
  await motus.setClock('2026-12-07T22:59:50Z');
  const player = await registered('Eve');
  const { page } = player;
  const answer = await motus.answer('2026-12-07');
  await player.play(1, wrongWords(answer, 1)[0] ?? '');
  await page.getByRole('status').filter({ hasText: 'Minuit est passé' }).waitFor({ timeout: 30_000 });
  await page.getByRole('heading', { name: 'Le mot d’hier' }).waitFor();
  await player.play(2, answer);
  const result = page.getByRole('region', { name: 'Résultat' });
  await result.getByText('en retard').waitFor();
  await page.getByRole('button', { name: 'Revenir au mot du jour' }).click();
  await page.getByRole('heading', { name: 'Le mot du jour' }).waitFor();
});
