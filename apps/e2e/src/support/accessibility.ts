import assert from 'node:assert/strict';
import type { AxeResults, RunOptions } from 'axe-core';
import axe from 'axe-core';
import type { Page } from 'playwright-core';

const RULES = {
  all: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
} as const satisfies Record<string, RunOptions['runOnly']>;

/**
 * Checks the current state of a page with axe-core against WCAG 2.2 level AA; fails on any violation.
 *
 * @param where what the page shows, for the message
 * @param rules `colours` if the same page was already checked with all rules in other colours
 * @see https://github.com/dequelabs/axe-core/blob/develop/doc/API.md
 */
export async function assertAccessible(
  page: Page,
  where: string,
  rules: keyof typeof RULES = 'all',
): Promise<void> {
  // Evaluated instead of added as a script, because the content security policy forbids inline code.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const { violations, passes, incomplete } = await page.evaluate<AxeResults, RunOptions>(
    (options) => (globalThis as unknown as { axe: typeof axe }).axe.run(options),
    { runOnly: { ...RULES[rules], values: [...RULES[rules].values] }, resultTypes: ['violations'] },
  );
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target}: ${failureSummary}`),
  );
  assert.deepEqual(found, [], where);
  // A rule is incomplete if axe cannot decide, as for the contrast of text in front of a backdrop.
  assert.ok(passes.length + incomplete.length > 0, `${where}: no rule found anything to check`);
}
