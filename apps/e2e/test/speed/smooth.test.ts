import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealtWord, openPractice, SIZES, slowDown } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
import { recordAnimations } from '../../src/support/animation-recorder.ts';
import { sharedBrowser } from '../../src/support/browser.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

/** The properties that the compositor animates without the main thread. */
const COMPOSITED = ['transform', 'opacity'];

test('animations use only composited properties, and none starts in a size container', async () => {
  const page = await browser.open(motus.system.urls.public, {
    ...SIZES.phone,
    reducedMotion: 'no-preference',
  });
  const animations = await recordAnimations(page);
  await openPractice(page, 8);
  const answer = await dealtWord(page, 8);
  await page.keyboard.type(answer.slice(0, 3));
  await animations.untilStarted('typed of letter');
  await page.keyboard.press('Enter');
  await page.locator('.message[data-tone="refusal"]').waitFor();
  await animations.untilStarted('script of cells');
  await page.keyboard.type(answer.slice(3));
  await page.keyboard.press('Enter');
  await animations.untilStarted('turned of cell');
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await animations.untilStarted('jump of cell');
  await animations.untilStarted('rise of card result');
  await page.getByRole('button', { name: 'État de la partie' }).click();
  await animations.untilStarted('rise of dialog');

  const recorded = await animations.all();
  assert.deepEqual([...new Set(recorded.map(({ label }) => label))].sort(), [
    'jump of cell',
    'rise of card result',
    'rise of dialog',
    'script of cells',
    'turned of cell',
    'typed of letter',
  ]);
  for (const { label, properties, container } of recorded) {
    assert.ok(properties.length > 0, label);
    assert.deepEqual(
      properties.filter((property) => !COMPOSITED.includes(property)),
      [],
      label,
    );
    // Chromium lays out all of a size container, several times, for each animation that begins in it.
    assert.equal(container, null, `${label} is in a size container`);
  }
});

test('a player who prefers reduced motion sees no animation', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  const animations = await recordAnimations(page);
  await openPractice(page, 8);
  const answer = await dealtWord(page, 8);
  await page.keyboard.type(answer.slice(0, 3));
  await page.keyboard.press('Enter');
  await page.locator('.message[data-tone="refusal"]').waitFor();
  await page.keyboard.type(answer.slice(3));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await page.getByRole('button', { name: 'État de la partie' }).click();
  await page.getByRole('dialog').waitFor();
  await twoFrames(page);
  assert.deepEqual(await animations.all(), []);

  // Positive control: without the preference the same elements are animated, and the recorder records it.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  for (const label of ['jump of cell', 'rise of card result', 'rise of dialog'])
    await animations.untilStarted(label);
});

test('on a slow phone a typed letter is on the grid in the next frame', async () => {
  const page = await browser.open(motus.system.urls.public, {
    ...SIZES.phone,
    reducedMotion: 'no-preference',
  });
  await openPractice(page, 8);
  await slowDown(page);
  const answer = await dealtWord(page, 8);
  const keys = page.getByRole('region', { name: 'Clavier' });
  const frames: number[] = [];
  // The first cell has its letter already.
  await page.keyboard.press(answer.charAt(0));
  for (let cell = 1; cell < 7; cell++) {
    const letter = answer.charAt(cell);
    const physical = cell % 2 === 0;
    // Counts from the click, because the browser delays the click of a touch.
    const shown = await countFrames(page, physical ? 'keydown' : 'click', cell);
    if (physical) await page.keyboard.press(letter);
    else await keys.getByRole('button', { name: letter, exact: true }).tap();
    frames.push(await shown());
  }
  assert.deepEqual(frames, [1, 1, 1, 1, 1, 1]);
});

/** Waits for two frames: an animation of a style sheet starts in the frame after its cause. */
async function twoFrames(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}

/**
 * Counts the frames from the next event of a type until a cell of the first row has changed: 1 if the next frame shows the
 * change.
 */
async function countFrames(page: Page, event: string, cell: number): Promise<() => Promise<number>> {
  const counting = await page.evaluateHandle(
    ([type, at]) => {
      const { promise, resolve } = Promise.withResolvers<number>();
      const of = document.querySelectorAll('[data-row="1"] .cell')[at];
      const before = of?.outerHTML;
      const count = (frame: number) =>
        requestAnimationFrame(() => {
          // What is there when a frame begins is drawn in it.
          if (of?.outerHTML !== before || frame === 100) resolve(frame);
          else count(frame + 1);
        });
      addEventListener(type, () => count(1), { capture: true, once: true });
      return { promise };
    },
    [event, cell] as const,
  );
  return () => counting.evaluate(({ promise }) => promise);
}
