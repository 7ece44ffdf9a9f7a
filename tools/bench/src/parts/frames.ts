import { findProgram } from '@motus/local-system';
import { dealtWord, launchChromium, openPage, openPractice, SIZES, slowDown } from '@motus/testing/browser';
import type { Browser, Page } from 'playwright-core';
import type { Context } from '../context.ts';
import { atLeast, type PartResult } from '../result.ts';
import { median } from '../statistics.ts';
import { startOnAllCores } from '../where.ts';

/** What a player does, and the page shows, while its frames are counted. */
const MOMENTS = ['typing', 'a refusal', 'the letters turned', 'a win'] as const;
type Moment = (typeof MOMENTS)[number];

/** Screens show 60 frames a second; one in twelve may be missed. */
const WANTED = 55;

/** How long a person takes from key to key, in milliseconds. */
const BETWEEN_KEYS = 150;

/** How many frames a second a phone shows while somebody plays: at a quarter of the speed of this machine. */
export async function measureFrames(context: Context): Promise<PartResult> {
  const { options, bench, tell } = context;
  if (findProgram('chromium') === undefined) {
    tell('no Chromium here: frames are not measured');
    return { checks: [] };
  }
  const browser = await startOnAllCores(context, launchChromium);
  try {
    const rounds: Record<Moment, number>[] = [];
    for (let round = 1; round <= options.rounds; round++) {
      const rates = await playOnce(browser, bench.system.urls.public);
      rounds.push(rates);
      const said = MOMENTS.map((moment) => `${moment} ${rates[moment].toFixed(0)}`);
      tell(`${round}/${options.rounds}  frames a second: ${said.join(', ')}`);
    }
    const of = (moment: Moment) => rounds.map((rates) => rates[moment]);
    return {
      figures: MOMENTS.map((moment) => ({ name: `frames: ${moment}`, unit: '/s', values: of(moment) })),
      targets: MOMENTS.map((moment) => atLeast(`frames: ${moment}`, WANTED, median(of(moment)), '/s')),
      checks: [],
    };
  } finally {
    await browser.close();
  }
}

/** Plays a word of practice, which asks no server, and counts the frames of each moment. */
async function playOnce(browser: Browser, origin: string): Promise<Record<Moment, number>> {
  const page = await openPage(browser, origin, { ...SIZES.phone, reducedMotion: 'no-preference' });
  await openPractice(page, 9);
  const answer = await dealtWord(page, 9);
  await slowDown(page);
  const rates = {
    typing: await framesDuring(page, () => page.keyboard.type(answer.slice(0, 8), { delay: BETWEEN_KEYS })),
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

/** @returns frames a second */
async function framesDuring(page: Page, happens: () => Promise<unknown>): Promise<number> {
  const times = await page.evaluateHandle(() => {
    const seen: number[] = [];
    const note = (time: number) => {
      seen.push(time);
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
    return seen;
  });
  await happens();
  const [first = 0, last = 0, count] = await times.evaluate((seen) => [seen[0], seen.at(-1), seen.length]);
  return (1000 * ((count ?? 1) - 1)) / (last - first);
}
