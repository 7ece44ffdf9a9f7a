import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dealtWord, openPractice, SIZES, slowDown } from '@motus/testing/browser';
import type { Page } from 'playwright-core';
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

interface RecordedAnimation {
  /** `NAME of CLASS`: the name in the style sheet, or `script` if a script started it; and the class of the element. */
  readonly label: string;
  /** The animated CSS properties. */
  readonly properties: readonly string[];
  /** The class of the size container around the element. */
  readonly container: string | null;
}

interface AnimationRecorder {
  /** All animations and transitions that have started, in order. */
  all(): Promise<readonly RecordedAnimation[]>;
  /** Waits until an animation has started; one of a style sheet starts in the frame after its cause. */
  untilStarted(label: string): Promise<void>;
}

/**
 * Records every animation and transition that starts in the page after its next load, by events, so that short ones are not
 * missed on a busy machine. Ignores animations without a duration.
 */
async function recordAnimations(page: Page): Promise<AnimationRecorder> {
  await page.addInitScript(() => {
    const recorded: RecordedAnimation[] = [];
    Object.assign(globalThis, { recorded });
    const record = (name: string, element: Element, properties: readonly string[]) => {
      let container = element.parentElement;
      while (container && getComputedStyle(container).containerType === 'normal')
        container = container.parentElement;
      recorded.push({
        label: `${name} of ${element.className}`,
        properties,
        container: container?.className ?? null,
      });
    };
    /** The properties of an `@keyframes` rule: by the time of the event the animation may be over. */
    const propertiesOf = (name: string) => {
      const properties = new Set<string>();
      const search = (rules: CSSRuleList) => {
        for (const rule of rules) {
          if (rule instanceof CSSKeyframesRule && rule.name === name)
            for (const frame of rule)
              if (frame instanceof CSSKeyframeRule)
                for (const property of frame.style) properties.add(property);
          if (rule instanceof CSSGroupingRule) search(rule.cssRules);
        }
      };
      for (const { cssRules } of document.styleSheets) search(cssRules);
      return [...properties];
    };
    addEventListener(
      'animationstart',
      ({ animationName, target }) => {
        if (!(target instanceof Element)) return;
        const style = getComputedStyle(target);
        if (style.animationName === animationName && Number.parseFloat(style.animationDuration) === 0) return;
        record(animationName, target, propertiesOf(animationName));
      },
      { capture: true },
    );
    addEventListener(
      'transitionrun',
      ({ propertyName, target }) => {
        if (target instanceof Element) record(propertyName, target, [propertyName]);
      },
      { capture: true },
    );
    const animate = Element.prototype.animate;
    Element.prototype.animate = function (...request) {
      const animation = animate.apply(this, request);
      const notProperties = ['offset', 'computedOffset', 'easing', 'composite'];
      const { effect } = animation;
      if (effect instanceof KeyframeEffect && effect.getComputedTiming().duration !== 0) {
        const properties = new Set(effect.getKeyframes().flatMap((frame) => Object.keys(frame)));
        record(
          'script',
          this,
          [...properties].filter((property) => !notProperties.includes(property)),
        );
      }
      return animation;
    };
  });
  return {
    all: () => page.evaluate(() => (globalThis as unknown as { recorded: RecordedAnimation[] }).recorded),
    async untilStarted(label) {
      await page.waitForFunction(
        (sought) =>
          (globalThis as unknown as { recorded: RecordedAnimation[] }).recorded.some(
            (animation) => animation.label === sought,
          ),
        label,
        { timeout: 30_000 },
      );
    },
  };
}

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
