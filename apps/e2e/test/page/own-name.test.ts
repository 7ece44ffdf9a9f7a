import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES } from '@motus/testing/browser';
import { sharedBrowser } from '../../src/support/browser.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const NAME = "L’Heure d'Ô";
const settings = {
  PRODUCT_NAME: NAME,
  FOOTER_TEXT: 'Le jeu du mercredi, par "Lettres & Cie".',
  COLOR_GROUND: '#102a18',
  COLOR_CORRECT: '#7a1fa2',
};
const motus = sharedSystem(settings);
const browser = sharedBrowser();

test("every page, the manifest and the API documentation show the operator's product name and colours", async () => {
  const page = await browser.open(motus.system.urls.public, { ...SIZES.phone, colorScheme: 'dark' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await page.goto('/');
  await page.getByRole('link', { name: `${NAME}, retour au jeu` }).waitFor();
  await page.getByText('Le jeu du mercredi, par "Lettres & Cie".').waitFor();
  assert.equal(await page.title(), NAME);
  const property = (name: string) =>
    page.evaluate((asked) => getComputedStyle(document.documentElement).getPropertyValue(asked), name);
  assert.equal(await property('--ground'), '#102a18');
  assert.equal(await property('--correct'), '#7a1fa2');
  const manifest = await page.evaluate(async () => (await fetch('/manifest.webmanifest')).json());
  assert.deepEqual([manifest.name, manifest.theme_color], [NAME, '#102a18']);

  await page.goto('/login');
  await page.getByRole('link', { name: `${NAME}, retour au jeu` }).waitFor();
  await page.getByText('Le jeu du mercredi, par "Lettres & Cie".').waitFor();
  assert.equal(await page.title(), `Se connecter · ${NAME}`);
  assert.equal(await ground(), 'rgb(16, 42, 24)');
  const { scroll, width } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    width: innerWidth,
  }));
  assert.ok(scroll <= width, `${scroll} px in ${width}`);

  await page.goto('/login/callback?code=none&state=none');
  assert.equal(await page.title(), `Connexion interrompue · ${NAME}`);

  const docs = await page.evaluate(async () => (await fetch('/api/docs/json')).json());
  assert.equal(docs.info.title, NAME);
  await page.goto('/api/docs');
  assert.equal(await page.title(), `${NAME} · API`);

  await page.goto('/metrics');
  assert.equal(await page.title(), NAME);
  await page.getByRole('heading', { name: NAME }).waitFor();
});

test('offline the page shows the last product name and colours', async () => {
  const page = await browser.open(motus.system.urls.public, {
    ...SIZES.phone,
    colorScheme: 'dark',
    serviceWorkers: 'allow',
  });
  const seen = async () => [
    await page.title(),
    await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ground')),
  ];
  await page.goto('/');
  // From now on the service worker serves this page from its cache.
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  assert.deepEqual(await seen(), [NAME, '#102a18']);

  Object.assign(settings, { PRODUCT_NAME: 'Lettres', COLOR_GROUND: '#1b1038' });
  await motus.restart();
  await page.reload();
  assert.deepEqual(await seen(), ['Lettres', '#1b1038']);

  for (const router of ['haproxy1', 'haproxy2']) motus.system.kill(router);
  await page.goto('/#/entrainement');
  await page.reload();
  await page.locator('[data-row="1"][data-state="current"]').waitFor();
  assert.deepEqual(await seen(), ['Entraînement – Lettres', '#1b1038']);
});
