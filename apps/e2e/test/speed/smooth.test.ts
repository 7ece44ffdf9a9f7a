import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { sharedBrowser } from '../../src/support/browser.ts';
import { SIZES, slowDown } from '../../src/support/chromium.ts';
import { dealtWord, openPractice } from '../../src/support/practice.ts';
import { sharedSystem } from '../../src/support/shared-system.ts';

const motus = sharedSystem();
const browser = sharedBrowser();

/** What a compositor can do by itself, whatever the page is busy with. */
const CHEAP = ['transform', 'opacity'];

test('what moves is moved by the compositor, and begins in no size container', async () => {
  const page = await practising();
  const answer = await dealtWord(page, 8);
  const seen = await watchAnimations(page);
  await page.keyboard.type(answer.slice(0, 3));
  await page.keyboard.press('Enter');
  await page.locator('.message[data-tone="refusal"]').waitFor();
  await page.keyboard.type(answer.slice(3));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await page.waitForTimeout(100);
  await page.getByRole('button', { name: 'État de la partie' }).click();
  await page.waitForTimeout(100);

  const animations = await seen();
  assert.deepEqual(animations.map(({ name, of }) => `${name} of ${of}`).sort(), [
    'jump of cell',
    'rise of card result',
    'rise of dialog',
    'script of cells',
    'turned of cell',
    'typed of letter',
  ]);
  for (const { name, properties, container } of animations) {
    assert.deepEqual(
      properties.filter((property) => !CHEAP.includes(property)),
      [],
      name,
    );
    // Chromium lays out all of a size container, several times, for each animation that begins in it.
    assert.equal(container, null, `${name} is in a size container`);
  }
});

test('whoever wants less motion sees none', async () => {
  const page = await browser.open(motus.system.urls.public, SIZES.phone);
  await openPractice(page, 8);
  const answer = await dealtWord(page, 8);
  const seen = await watchAnimations(page);
  await page.keyboard.type(answer.slice(0, 3));
  await page.keyboard.press('Enter');
  await page.locator('.message[data-tone="refusal"]').waitFor();
  await page.keyboard.type(answer.slice(3));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Gagné en 1 essai' }).waitFor();
  await page.waitForTimeout(100);
  assert.deepEqual(await seen(), []);
});

test('on a slow phone the letter of a key is on the grid in the next frame', async () => {
  const page = await practising();
  await slowDown(page);
  const answer = await dealtWord(page, 8);
  const keys = page.getByRole('region', { name: 'Clavier' });
  const frames: number[] = [];
  // The first cell has its letter already.
  await page.keyboard.press(answer.charAt(0));
  for (let cell = 1; cell < 7; cell++) {
    const letter = answer.charAt(cell);
    const physical = cell % 2 === 0;
    // The browser makes a click of a touch in its own time.
    const shown = await countFrames(page, physical ? 'keydown' : 'click', cell);
    if (physical) await page.keyboard.press(letter);
    else await keys.getByRole('button', { name: letter, exact: true }).tap();
    frames.push(await shown());
  }
  assert.deepEqual(frames, [1, 1, 1, 1, 1, 1]);
});

/** Practice of eight letters on a phone whose owner has nothing against motion. */
async function practising(): Promise<Page> {
  const page = await browser.open(motus.system.urls.public, {
    ...SIZES.phone,
    reducedMotion: 'no-preference',
  });
  await openPractice(page, 8);
  return page;
}

interface SeenAnimation {
  /** That of the style sheet; `script` for one that a script began. */
  readonly name: string;
  /** The class of what is moved. */
  readonly of: string;
  readonly properties: readonly string[];
  /** The class of the size container that it is in. */
  readonly container: string | null;
}

/**
 * Looks at every frame for what is animated or in transition; the function that is returned tells what was seen so far.
 * All of it takes ten times as long meanwhile, so that none begins and ends between two frames of a busy machine.
 */
async function watchAnimations(page: Page): Promise<() => Promise<readonly SeenAnimation[]>> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Animation.enable');
  await devtools.send('Animation.setPlaybackRate', { playbackRate: 0.1 });
  const seen = await page.evaluateHandle(() => {
    const found = new Map<string, SeenAnimation>();
    const notProperties = ['offset', 'computedOffset', 'easing', 'composite'];
    const look = () => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation;
        if (!(effect instanceof KeyframeEffect) || !effect.target) continue;
        // One of no duration changes something once.
        if (effect.getComputedTiming().duration === 0) continue;
        const name =
          animation instanceof CSSAnimation
            ? animation.animationName
            : animation instanceof CSSTransition
              ? animation.transitionProperty
              : 'script';
        let within = effect.target.parentElement;
        while (within && getComputedStyle(within).containerType === 'normal') within = within.parentElement;
        const properties = effect.getKeyframes().flatMap((frame) => Object.keys(frame));
        found.set(`${name} ${effect.target.className}`, {
          name,
          of: effect.target.className,
          properties: [...new Set(properties)].filter((property) => !notProperties.includes(property)),
          container: within?.className ?? null,
        });
      }
      requestAnimationFrame(look);
    };
    look();
    return found;
  });
  return () => seen.evaluate((found) => [...found.values()]);
}

/**
 * Counts the frames from the next such event until a cell of the first row has changed: 1 where that is drawn in the very
 * next frame.
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
