import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealtWord, SIZES } from '@motus/testing/browser';
import { sharedBrowser } from '../../src/support/browser.ts';
import { PagePlayer } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

test('practice deals its own words, a new one after each', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  await page.goto('/');
  await page.getByRole('link', { name: 'Entraînement' }).click();
  await page.getByRole('heading', { name: 'Entraînement' }).waitFor();
  await page.getByRole('button', { name: '8 lettres' }).click();
  const word = await dealtWord(page, 8);
  await page.keyboard.type(word.charAt(0).repeat(8));
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'dictionnaire' }).waitFor();
  for (let letter = 0; letter < 8; letter++) await page.keyboard.press('Backspace');
  await new PagePlayer(page, '').play(1, word);
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-row="1"][data-state="current"]').waitFor();
  assert.notEqual(await dealtWord(page, 8), word);
});

test('after the first visit the page opens and practice works without a server', async (t) => {
  const page = await browser.open(motus.system.urls.public, { ...SIZES.phone, serviceWorkers: 'allow' });
  await page.goto('/');
  // From now on the service worker serves this page from its cache.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  for (const router of ['haproxy1', 'haproxy2']) motus.system.kill(router);
  t.after(async () => {
    for (const router of ['haproxy1', 'haproxy2']) await motus.system.start(router);
  });

  await page.goto('/#/entrainement');
  await page.reload();
  await page.locator('[data-row="1"][data-state="current"]').waitFor();
  const word = await dealtWord(page, 6);
  await new PagePlayer(page, '').play(1, word);
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();

  // Only the page and its assets are cached, nothing of a day or a player.
  const cached = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  assert.ok(cached.includes('/'), cached.join(' '));
  assert.deepEqual(
    cached.filter((path) => path !== '/' && !path.startsWith('/assets/')),
    [],
  );
});

test('the manifest and its icons allow an installation', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  await page.goto('/');
  const address = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? '';
  const response = await page.request.get(address);
  assert.match(response.headers()['content-type'] ?? '', /^application\/manifest\+json/);
  const { icons, start_url } = await response.json();
  assert.equal(start_url, '/');
  assert.ok(icons.length >= 2);
  for (const { src, sizes, type } of icons) {
    const icon = await page.request.get(src);
    assert.deepEqual([icon.status(), icon.headers()['content-type']], [200, type], src);
    const width = (await icon.body()).readUInt32BE(16);
    assert.equal(`${width}x${width}`, sizes);
  }
});
