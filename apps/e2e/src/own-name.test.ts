import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES, sharedBrowser } from './support/browser.ts';
import { sharedSystem } from './support/shared-system.ts';

const NAME = "L’Heure d'Ô";
const motus = sharedSystem({
  PRODUCT_NAME: NAME,
  FOOTER_TEXT: 'Le jeu du mercredi, par "Lettres & Cie".',
  COLOR_GROUND: '#102a18',
  COLOR_CORRECT: '#7a1fa2',
});
const browser = sharedBrowser();

test("the game, its manifest, the account pages and the router's own page bear the operator's name", async () => {
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

  await page.goto('/metrics');
  assert.equal(await page.title(), NAME);
  await page.getByRole('heading', { name: NAME }).waitFor();
});
