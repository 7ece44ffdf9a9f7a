import type { Page } from 'playwright-core';

/** Opens the practice of words of so many letters; it needs no account. */
export async function openPractice(page: Page, letters: number): Promise<void> {
  await page.goto('/#/entrainement');
  await page.getByRole('button', { name: `${letters} lettres` }).click();
  await page.locator(`[data-letters="${letters}"]`).waitFor();
}

/** The word that practice has given: nobody but this browser knows it. */
export async function dealtWord(page: Page, letters: number): Promise<string> {
  await page.locator(`[data-letters="${letters}"]`).waitFor();
  const kept = await page.evaluate((name) => localStorage.getItem(name), `motus:practice-${letters}`);
  return JSON.parse(kept ?? '{}').dealt.at(-1);
}
