import type { Page } from 'playwright-core';

export interface RecordedAnimation {
  /** `NAME of CLASS`: the name in the style sheet, or `script` if a script started it; and the class of the element. */
  readonly label: string;
  /** The animated CSS properties. */
  readonly properties: readonly string[];
  /** The class of the size container around the element. */
  readonly container: string | null;
}

export interface AnimationRecorder {
  /** All animations and transitions that have started, in order. */
  all(): Promise<readonly RecordedAnimation[]>;
  /** Waits until an animation has started; one of a style sheet starts in the frame after its cause. */
  untilStarted(label: string): Promise<void>;
}

/**
 * Records every animation and transition that starts in the page after its next load, by events, so that short ones are not
 * missed on a busy machine. Ignores animations without a duration.
 */
export async function recordAnimations(page: Page): Promise<AnimationRecorder> {
  // One script of several functions: Playwright does not define the order of several scripts.
  await page.addInitScript({
    content: `{
      const record = (${createRecord})();
      (${recordStyleAnimations})(record);
      (${recordScriptAnimations})(record);
    }`,
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

/* The functions below run in the page, and so use nothing of this file but types. */

type RecordAnimation = (name: string, element: Element, properties: readonly string[]) => void;

function createRecord(): RecordAnimation {
  const recorded: RecordedAnimation[] = [];
  Object.assign(globalThis, { recorded });
  return (name, element, properties) => {
    let container = element.parentElement;
    while (container && getComputedStyle(container).containerType === 'normal')
      container = container.parentElement;
    recorded.push({
      label: `${name} of ${element.className}`,
      properties,
      container: container?.className ?? null,
    });
  };
}

/** Records the animations and transitions of style sheets. */
function recordStyleAnimations(record: RecordAnimation): void {
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
  const capture = { capture: true };
  addEventListener(
    'animationstart',
    ({ animationName, target }) => {
      if (!(target instanceof Element)) return;
      const style = getComputedStyle(target);
      if (style.animationName === animationName && Number.parseFloat(style.animationDuration) === 0) return;
      record(animationName, target, propertiesOf(animationName));
    },
    capture,
  );
  addEventListener(
    'transitionrun',
    ({ propertyName, target }) => {
      if (target instanceof Element) record(propertyName, target, [propertyName]);
    },
    capture,
  );
}

/** Records the animations that scripts start. */
function recordScriptAnimations(record: RecordAnimation): void {
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
}
