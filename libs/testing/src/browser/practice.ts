import type { Page } from 'playwright-core';

/** Opens practice with words of a length; it needs no account. */
export async function openPractice(page: Page, letters: number): Promise<void> {
  await page.goto('/#/entrainement');
  await page.getByRole('button', { name: `${letters} lettres` }).click();
  await page.locator(`[data-letters="${letters}"]`).waitFor();
}

/** Reads the current practice word from the storage of the browser, the only place that has it. */
export async function dealtWord(page: Page, letters: number): Promise<string> {
  await page.locator(`[data-letters="${letters}"]`).waitFor();
  const stored = await page.evaluate((name) => localStorage.getItem(name), `motus:practice-${letters}`);
  return JSON.parse(stored ?? '{}').dealt.at(-1);
}
