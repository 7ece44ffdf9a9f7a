import { wrongWords } from '@motus/testing/player';
import type { Page } from 'playwright-core';
import type { TestSystem } from './test-system.ts';

/** Performs a player's actions on the page. Finds elements by their accessible names. */
export class PagePlayer {
  readonly page: Page;
  readonly name: string;
  readonly password = 'un mot de passe assez long';

  constructor(page: Page, name: string) {
    this.page = page;
    this.name = name;
  }

  async register(): Promise<void> {
    await this.page.goto('/');
    await this.#openLogin();
    await this.makeAccount();
    await this.row(1).waitFor();
  }

  /** Creates an account, starting from the login page. */
  async makeAccount(): Promise<void> {
    await this.page.getByRole('link', { name: /compte/ }).click();
    await this.#fillIn(/Créer/);
  }

  async login(): Promise<void> {
    await this.page.goto('/');
    await this.#openLogin();
    await this.#fillIn(/connecter/);
    await this.row(1).waitFor();
  }

  async #openLogin(): Promise<void> {
    await this.page.getByRole('banner').getByRole('link', { name: 'Se connecter' }).click();
  }

  async #fillIn(button: RegExp): Promise<void> {
    await this.page.getByLabel('Nom').fill(this.name);
    await this.page.getByLabel('Mot de passe').fill(this.password);
    await this.page.getByRole('button', { name: button }).click();
  }

  /** Types a word on the physical keyboard and waits until its row is coloured. */
  async play(row: number, word: string): Promise<void> {
    await this.page.keyboard.type(word);
    await this.page.keyboard.press('Enter');
    await this.page.locator(`[data-row="${row}"][data-state="done"]`).waitFor();
  }

  /** Types a word on the on-screen keyboard. */
  async tap(word: string): Promise<void> {
    const keys = this.page.getByRole('region', { name: 'Clavier' });
    for (const letter of word) {
      await keys.getByRole('button', { name: new RegExp(`^${letter}(,|$)`) }).click();
    }
    await keys.getByRole('button', { name: 'Valider' }).click();
  }

  row(number: number) {
    return this.page.locator(`[data-row="${number}"]`);
  }

  /** The colours of a row, one character for each letter: R correct, J present, - absent. */
  async colours(row: number): Promise<string> {
    const marks = await this.row(row)
      .locator('[data-mark]')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('data-mark')));
    return marks.map((mark) => ({ correct: 'R', present: 'J', absent: '-' })[mark ?? ''] ?? '?').join('');
  }
}

/** The answer of the current day in Paris, by the real clock, and six wrong words. */
export async function todaysWords(motus: TestSystem): Promise<{ answer: string; wrong: string[] }> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(Date.now());
  const answer = await motus.answer(day);
  return { answer, wrong: wrongWords(answer, 6) };
}
