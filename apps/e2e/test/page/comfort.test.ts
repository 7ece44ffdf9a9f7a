import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pattern } from '@motus/game';
import { until } from '@motus/testing';
import { SIZES } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { sharedBrowser } from '../../src/support/browser.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

async function registered(name: string, options = {}): Promise<PagePlayer> {
  const page = await browser.open(motus.system.urls.public, { ...SIZES.desk, ...options });
  const player = new PagePlayer(page, name);
  await player.register();
  return player;
}

const lettersOf = async (player: PagePlayer, row: number) =>
  (await player.row(row).locator('.letter').allTextContents()).map((letter) => letter || '.').join('');

const activeName = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

test('the letters of a row are revealed one after the other', async () => {
  const player = await registered('Ann', { reducedMotion: 'no-preference' });
  const { answer, wrong } = await todaysWords(motus);
  await player.page.keyboard.type(wrong[0] ?? '');
  await player.page.keyboard.press('Enter');
  await player.page.locator('[data-row="1"][data-state="revealing"]').waitFor();
  const seen = new Set<number>();
  while ((await player.row(1).getAttribute('data-state')) === 'revealing') {
    seen.add(await player.row(1).locator('[data-mark]').count());
  }
  assert.ok(seen.size >= 3, `steps seen: ${[...seen]}`);

  await player.page.keyboard.type(answer);
  await player.page.keyboard.press('Enter');
  await player.page.locator('[data-row="2"][data-won]').waitFor();
  assert.equal(await player.page.getByRole('region', { name: 'Clavier' }).count(), 0);
});

test('a typed letter is shown in the next frame, also offline', async () => {
  const { page } = await registered('Cleo');
  await page.context().setOffline(true);
  const shown = await page.evaluate(async () => {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'z' }));
    await new Promise(requestAnimationFrame);
    return document.querySelector('[data-row="1"] .cell:nth-child(2)')?.textContent;
  });
  assert.equal(shown, 'Z');
});

test('any cell can be selected and filled, by pointer and by keyboard', async () => {
  const player = await registered('Dora');
  const { page } = player;
  const { answer } = await todaysWords(motus);
  const first = answer.charAt(0);
  const rest = '.'.repeat(answer.length - 4);
  await player.row(1).locator('.cell').nth(3).click();
  await page.keyboard.type('x');
  assert.equal(await lettersOf(player, 1), `${first}..X${rest}`);
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('y');
  assert.equal(await lettersOf(player, 1), `${first}.YX${rest}`);
  await page.keyboard.press('Delete');
  assert.equal(await lettersOf(player, 1), `${first}.Y.${rest}`);
  await page.keyboard.press('Backspace');
  assert.equal(await lettersOf(player, 1), `${first}...${rest}`);
  await page.keyboard.press('End');
  await page.keyboard.type('w');
  assert.match(await lettersOf(player, 1), /W$/);
});

test('settings can be opened, changed and closed by keyboard alone, and are kept', async () => {
  const { page } = await registered('Elsa');
  for (let tabs = 0; tabs < 12 && (await activeName(page)) !== 'Réglages'; tabs++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Réglages' });
  await dialog.waitFor();
  const focused = new Set<string>();
  for (let tabs = 0; tabs < 20; tabs++) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate(() => {
      const { activeElement: element, body } = document;
      if (element === body) return 'browser';
      return element?.closest('dialog') ? element.outerHTML : 'outside';
    });
    assert.notEqual(place, 'outside', 'the focus stays in the dialog');
    focused.add(place);
  }
  assert.ok(focused.size > 3, 'the focus moves');
  await dialog.getByRole('radio', { name: 'Clair' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'contrast');
  await page.keyboard.press('Escape');
  assert.equal(await dialog.count(), 0);
  assert.equal(await activeName(page), 'Réglages');

  await page.reload();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'contrast');
});

test('the early script sets theme and language before the page is painted', async () => {
  const { page } = await registered('Flo');
  await page.evaluate(() => localStorage.setItem('motus:settings', '{"theme":"light","language":"en"}'));
  // Blocks the main script, so only the early script can have set the attributes of the root element.
  let blocked = 0;
  await page.route(/assets\/index-.*\.js/, (route) => {
    blocked++;
    return route.abort();
  });
  await page.reload();
  const root = page.locator('html');
  assert.deepEqual([await root.getAttribute('data-theme'), await root.getAttribute('lang')], ['light', 'en']);
  assert.ok(blocked > 0, 'the main script was blocked');
});

test('without a chosen theme the page follows the preferences of the system', async () => {
  const page = await browser.open(motus.system.urls.public, { ...SIZES.desk, colorScheme: 'light' });
  await page.goto('/');
  const theme = () => page.locator('html').getAttribute('data-theme');
  assert.equal(await theme(), 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await until(async () => (await theme()) === 'dark');
  await page.emulateMedia({ contrast: 'more' });
  await until(async () => (await theme()) === 'contrast');
});

test('with English chosen, the page and the refusals of the server are in English', async () => {
  const { page } = await registered('Gwen');
  const { answer } = await todaysWords(motus);
  await page.getByRole('button', { name: 'Réglages' }).click();
  await page.getByRole('radio', { name: 'English' }).check();
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  await page.getByRole('heading', { name: 'The word of the day' }).waitFor();
  await page.keyboard.type((answer[0] ?? '').repeat(answer.length));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'not in our French dictionary' }).waitFor();
});

test('in hard mode a word that ignores a hint is not sent', async () => {
  const player = await registered('Hana');
  const { page } = player;
  const { answer, wrong } = await todaysWords(motus);
  await page.getByRole('button', { name: 'Réglages' }).click();
  await page.getByRole('checkbox', { name: 'Mode difficile' }).check();
  await page.keyboard.press('Escape');
  // Plays a word that reveals the place of another letter, then one with a different letter there.
  const hint = wrong.find((word) => pattern(word, answer).lastIndexOf('correct') > 0);
  const at = hint ? pattern(hint, answer).lastIndexOf('correct') : 0;
  await player.play(1, hint ?? wrong[0] ?? '');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent++;
  });
  const other = answer.charAt(at) === 'Z' ? 'Y' : 'Z';
  await page.keyboard.type(answer.charAt(0) + other.repeat(answer.length - 1));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Mode difficile' }).waitFor();
  assert.equal(sent, 0);
  for (let letter = 0; letter < answer.length; letter++) await page.keyboard.press('Backspace');
  await player.play(2, answer);
  assert.equal(sent, 1);
});

test('the state of the play is available as text, and keys pressed in its dialog do not change the grid', async () => {
  const player = await registered('Ines');
  const { page } = player;
  const { answer, wrong } = await todaysWords(motus);
  await player.play(1, wrong[0] ?? '');
  await page.getByRole('button', { name: 'État de la partie' }).click();
  const sentences = await page.getByRole('dialog').getByRole('listitem').allTextContents();
  assert.match(sentences[0] ?? '', /^Ligne 1\u00a0: . bien placé, /);
  assert.ok(sentences.includes('Il reste 5 essais.'), sentences.join(' '));
  assert.match(sentences[1] ?? '', new RegExp(`Mot de ${answer.length} lettres\u00a0: ${answer.charAt(0)}`));
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  // A later key shows that the grid takes letters again: so an X would be there by now.
  await page.keyboard.type('y');
  await until(async () => (await lettersOf(player, 2)).includes('Y'));
  assert.equal((await lettersOf(player, 2)).includes('X'), false);
});

test('the on-screen keyboard has the layout of the language, or the chosen one', async () => {
  const { page } = await registered('Jade');
  const firstKey = page.getByRole('region', { name: 'Clavier' }).getByRole('button').first();
  assert.equal(await firstKey.textContent(), 'A');
  for (const layout of ['QWERTY', 'BÉPO']) {
    await page.getByRole('button', { name: 'Réglages' }).click();
    await page.getByRole('radio', { name: layout }).check();
    await page.keyboard.press('Escape');
    assert.equal(await firstKey.textContent(), layout.charAt(0));
  }
});

test('a finished play can be shared as squares, sentences and an image, without its words', async () => {
  const player = await registered('Kim', { permissions: ['clipboard-read', 'clipboard-write'] });
  const { page } = player;
  const { answer, wrong } = await todaysWords(motus);
  await player.play(1, wrong[0] ?? '');
  await player.play(2, answer);
  const result = page.getByRole('region', { name: 'Résultat' });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  await result.getByRole('checkbox', { name: 'Indiquer le temps' }).check();
  await result.getByRole('button', { name: 'Partager' }).click();
  await result.getByRole('status').filter({ hasText: 'copié' }).waitFor();
  const squares = pattern(wrong[0] ?? '', answer).map(
    (mark) => ({ correct: '🟥', present: '🟡', absent: '🟦' })[mark],
  );
  const text = await copied();
  assert.match(text, /^Motus \d\d\/\d\d\/\d{4} 2\/6 \(\d+ s\)\n/);
  assert.ok(text.includes(`\n${squares.join('')}\n${'🟥'.repeat(answer.length)}\n`), text);

  await result.getByRole('button', { name: 'En toutes lettres' }).click();
  await until(async () => (await copied()).includes('Ligne 2 : tout est bien placé.'));
  for (const shared of [text, await copied()]) {
    for (const word of [wrong[0] ?? '', answer]) assert.ok(!shared.toUpperCase().includes(word), shared);
  }

  await result.getByRole('button', { name: 'Image' }).click();
  await until(() =>
    page.evaluate(async () => (await navigator.clipboard.read())[0]?.types.includes('image/png') ?? false),
  );
});
