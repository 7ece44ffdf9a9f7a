import { findProgram } from '@motus/local-system';
import { dealtWord, launchChromium, openPage, openPractice, SIZES, slowDown } from '@motus/testing/browser';
import type { Browser, Page } from 'playwright-core';
import { beginPhase, type Context } from '../context.ts';
import { atLeast, type PartResult } from '../result.ts';
import { startOnAllCores } from '../start-on-cores.ts';
import { median } from '../statistics.ts';

/** The phases of a play in which frames are counted. */
const PHASES = ['typing', 'a refusal', 'the letters turned', 'a win'] as const;
type Phase = (typeof PHASES)[number];

/** One in twelve of a screen's 60 frames per second may be missed. */
const TARGET_FPS = 55;

/** The time between two keys of a person who types. */
const KEY_INTERVAL_MS = 150;

/** Frames per second in a phone-sized page during a play, with the processor slowed down to a quarter. */
export async function measureFrames(context: Context): Promise<PartResult> {
  const { options, bench, log } = context;
  if (findProgram('chromium') === undefined) {
    log('frames are not measured: Chromium is not installed');
    return { checks: [] };
  }
  const browser = await startOnAllCores(context, launchChromium);
  try {
    const rounds: Record<Phase, number>[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      beginPhase(context, 'frames');
      const rates = await playOnce(browser, bench.system.urls.public);
      rounds.push(rates);
      const line = PHASES.map((phase) => `${phase} ${rates[phase].toFixed(0)}`);
      log(`${round}/${options.rounds}  frames a second: ${line.join(', ')}`);
    }
    const of = (phase: Phase) => rounds.map((rates) => rates[phase]);
    return {
      figures: PHASES.map((phase) => ({ name: `frames: ${phase}`, unit: '/s', values: of(phase) })),
      targets: PHASES.map((phase) => atLeast(`frames: ${phase}`, TARGET_FPS, median(of(phase)), '/s')),
      checks: [],
    };
  } finally {
    await browser.close();
  }
}

/** Plays a practice word, which sends no requests, and counts the frames of each phase. */
async function playOnce(browser: Browser, origin: string): Promise<Record<Phase, number>> {
  const page = await openPage(browser, origin, { ...SIZES.phone, reducedMotion: 'no-preference' });
  await openPractice(page, 9);
  const answer = await dealtWord(page, 9);
  await slowDown(page);
  const rates = {
    typing: await framesDuring(page, () =>
      page.keyboard.type(answer.slice(0, 8), { delay: KEY_INTERVAL_MS }),
    ),
    'a refusal': await framesDuring(page, async () => {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(500);
    }),
    'the letters turned': await framesDuring(page, async () => {
      await page.keyboard.type(answer.slice(8));
      await page.keyboard.press('Enter');
      await page.locator('[data-row="1"][data-state="done"]').waitFor();
    }),
    'a win': await framesDuring(page, () => page.waitForTimeout(1200)),
  };
  await page.context().close();
  return rates;
}

/** @returns frames per second while `action` runs */
async function framesDuring(page: Page, action: () => Promise<unknown>): Promise<number> {
  const times = await page.evaluateHandle(() => {
    const seen: number[] = [];
    const record = (time: number) => {
      seen.push(time);
      requestAnimationFrame(record);
    };
    requestAnimationFrame(record);
    return seen;
  });
  await action();
  const [first = 0, last = 0, count] = await times.evaluate((seen) => [seen[0], seen.at(-1), seen.length]);
  return (1000 * ((count ?? 1) - 1)) / (last - first);
}
