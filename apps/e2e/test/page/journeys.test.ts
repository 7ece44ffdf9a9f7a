import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { encodePattern, pattern } from '@motus/game';
import { until } from '@motus/testing';
import { SIZES } from '@motus/testing/browser';
import { sharedBrowser, takeScreenshot } from '../../src/support/browser.ts';
import { PagePlayer, todaysWords } from '../../src/support/page-player.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

const { phone, desk } = SIZES;

for (const [size, options] of Object.entries({ phone, desk })) {
  describe(`at ${size} size`, () => {
    const open = async (name: string) =>
      new PagePlayer(await browser.open(motus.system.urls.public, options), `${name} ${size}`);

    test('a new player registers, wins with a reload in between, and is on the leaderboard', async () => {
      const player = await open('Ada');
      const { page } = player;
      await player.register();
      const { answer, wrong } = await todaysWords(motus);
      await takeScreenshot(page, `${size}-1-start`);

      await player.play(1, wrong[0] ?? '');
      assert.equal(await player.colours(1), encodePattern(pattern(wrong[0] ?? '', answer)));
      await page.reload();
      await player.row(1).waitFor();
      assert.equal(
        await player.colours(1),
        encodePattern(pattern(wrong[0] ?? '', answer)),
        'the reload shows the row again',
      );

      await player.play(2, wrong[1] ?? '');
      await takeScreenshot(page, `${size}-2-playing`);
      await player.play(3, answer);
      assert.equal(await player.colours(3), 'R'.repeat(answer.length));
      const result = page.getByRole('region', { name: 'Résultat' });
      await result.getByRole('heading', { name: 'Gagné en 3 essais' }).waitFor();
      assert.match((await result.textContent()) ?? '', /70 points/);
      await takeScreenshot(page, `${size}-3-won`);

      await page.getByRole('link', { name: 'Voir le classement' }).click();
      await page.getByRole('heading', { name: 'Classement du jour' }).waitFor();
      const own = page.locator('tr[aria-current="true"]').first();
      await own.waitFor();
      assert.match((await own.textContent()) ?? '', new RegExp(`${player.name}.*70`));
      await takeScreenshot(page, `${size}-4-leaderboard`);
    });

    test('a player loses with the on-screen keyboard, logs out and in again, and finds the play', async () => {
      const player = await open('Bob');
      const { page } = player;
      await player.register();
      const { answer, wrong } = await todaysWords(motus);
      for (const [i, word] of wrong.entries()) {
        await player.tap(word);
        await page.locator(`[data-row="${i + 1}"][data-state="done"]`).waitFor();
      }
      const result = page.getByRole('region', { name: 'Résultat' });
      await result.getByRole('heading', { name: 'Perdu' }).waitFor();
      assert.match((await result.textContent()) ?? '', new RegExp(answer));
      await takeScreenshot(page, `${size}-5-lost`);

      await page.getByRole('button', { name: 'Se déconnecter' }).click();
      const confirm = page.getByRole('button', { name: /déconnecter/ });
      await until(async () => (await confirm.count()) > 0 || page.url() === `${motus.system.urls.public}/`);
      if (await confirm.count()) await confirm.click();
      await page.getByRole('link', { name: 'Se connecter' }).waitFor();
      await player.login();
      await page.getByRole('heading', { name: 'Perdu' }).waitFor();
    });

    test('a refused word shows the reason, keeps the letters and uses no row', async () => {
      const player = await open('Cyd');
      const { page } = player;
      await player.register();
      const { answer } = await todaysWords(motus);
      const unknownWord = (answer[0] ?? '').repeat(answer.length);
      await page.keyboard.type(unknownWord);
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: 'dictionnaire' }).waitFor();
      assert.equal(await player.row(1).getAttribute('data-state'), 'current');
      assert.match(
        (await player.row(1).textContent()) ?? '',
        new RegExp(unknownWord.split('').join('.*'), 's'),
      );
      await takeScreenshot(page, `${size}-6-refused`);
      for (let i = 0; i < answer.length; i++) await page.keyboard.press('Backspace');
      await player.play(1, answer);
      await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
    });

    test('a screen reader reads each row as one sentence', async () => {
      const player = await open('Dan');
      await player.register();
      const { answer, wrong } = await todaysWords(motus);
      await player.play(1, wrong[0] ?? '');
      const sentence = await player.page
        .getByRole('region', { name: 'Grille' })
        .getByRole('listitem')
        .first()
        .ariaSnapshot();
      const spoken = { correct: 'bien placé', present: 'mal placé', absent: 'absent' };
      const expected = pattern(wrong[0] ?? '', answer).map((mark, i) => `${wrong[0]?.[i]} ${spoken[mark]}`);
      assert.ok(sentence.includes(`Ligne 1 : ${expected.join(', ')}`), sentence);
    });
  });
}

test('the page sends requests only to its own origin, and runs no inline script', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.desk);
  const requested: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => requested.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('401')) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const player = new PagePlayer(page, 'Eve');
  await player.register();
  for (const [view, heading] of Object.entries({
    'classement/jour': 'Classement du jour',
    statistiques: 'Vos statistiques',
    aide: 'Comment jouer',
    '': 'Le mot du jour',
  })) {
    await page.goto(`/#/${view}`);
    await page.getByRole('heading', { name: heading }).waitFor();
  }
  for (const path of ['/', '/api/today', '/api/statistics', '/api/leaderboards/day'])
    assert.ok(requested.includes(`${motus.system.urls.public}${path}`), path);
  assert.deepEqual(
    requested.filter((url) => !url.startsWith(`${motus.system.urls.public}/`)),
    [],
  );
  assert.deepEqual(errors, []);

  // Positive control: an inline script is blocked and reported.
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "inline"';
    document.body.append(script);
  });
  await until(() => errors.length > 0);
  assert.match(errors.join(), /Content Security Policy/);
  assert.notEqual(await page.title(), 'inline');
});

test('a word entered while both instances of motus are down is sent once when one is back', async (t) => {
  const player = new PagePlayer(await browser.open(motus.system.urls.public, SIZES.phone), 'Fay');
  await player.register();
  const { wrong } = await todaysWords(motus);
  for (const twin of ['motus1', 'motus2']) {
    motus.system.kill(twin);
    t.after(() => motus.system.start(twin));
  }
  await player.page.keyboard.type(wrong[0] ?? '');
  await player.page.keyboard.press('Enter');
  await player.page.getByRole('alert').getByText('nouvel essai').waitFor();
  await motus.system.start('motus1');
  await player.page.locator('[data-row="1"][data-state="done"]').waitFor();
  await player.page.reload();
  await player.page.locator('[data-row="1"][data-state="done"]').waitFor();
  assert.equal(await player.row(2).getAttribute('data-state'), 'current');
});
