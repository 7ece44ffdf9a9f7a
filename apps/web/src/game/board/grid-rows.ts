import type { GameView } from '@motus/contracts';
import { ATTEMPTS, type Mark } from '@motus/game';
import { gameTexts } from '../game-texts.ts';
import { type Draft, type Hints, shownCursor } from './draft.ts';

/** The part of a play that a grid shows. A pattern that is shorter than its word is being revealed. */
export type GridPlay = Pick<GameView, 'length' | 'firstLetter' | 'rows' | 'state' | 'disqualified'>;

/** Whether a play takes another row from its player. */
export function isOpen({ state, disqualified }: GridPlay): boolean {
  return state === 'playing' && !disqualified;
}

/** One visible cell. A played letter has a mark once it is revealed; a letter of the current row has none. */
export interface Cell {
  readonly letter: string;
  readonly kind: 'played' | 'given' | 'hint' | 'typed' | 'blank';
  readonly mark?: Mark | undefined;
  /** Whether the next typed letter goes here. */
  readonly cursor?: boolean;
}

/** One visible row, with a sentence for screen readers. */
export interface GridRow {
  readonly number: number;
  readonly state: 'done' | 'revealing' | 'current' | 'ahead';
  readonly cells: readonly Cell[];
  readonly sentence: string;
}

/**
 * Returns the six rows of a play: played rows, the current row while the play lasts, and the rows ahead.
 *
 * @param revealing whether the last played row is still being revealed
 */
export function gridRows(play: GridPlay, draft: Draft, hints: Hints, revealing: boolean): GridRow[] {
  return Array.from({ length: ATTEMPTS }, (_, index) => {
    const number = index + 1;
    const row = play.rows[index];
    const last = index === play.rows.length - 1;
    if (row) return playedRow(number, row.word, row.pattern, revealing && last ? 'revealing' : 'done');
    if (index === play.rows.length && isOpen(play)) return currentRow(number, draft, hints);
    return aheadRow(number, play.length);
  });
}

function playedRow(
  number: number,
  word: string,
  pattern: readonly Mark[],
  state: 'done' | 'revealing',
): GridRow {
  const cells = [...word].map((letter, at): Cell => ({ letter, kind: 'played', mark: pattern[at] }));
  return { number, state, cells, sentence: rowSentence(number, word, pattern) };
}

/** « Ligne 2 : C bien placé, A mal placé, R absent. » */
export function rowSentence(number: number, word: string, pattern: readonly Mark[]): string {
  return gameTexts.value.row.done(number, spokenMarks(word, pattern));
}

/** « C bien placé, A mal placé, R absent ». */
export function spokenMarks(word: string, pattern: readonly Mark[]): string {
  return pattern.map((mark, at) => gameTexts.value.row.mark(word.charAt(at), mark)).join(', ');
}

function currentRow(number: number, draft: Draft, hints: Hints): GridRow {
  const cursor = shownCursor(draft);
  const cells = draft.cells.map(
    (typed, at): Cell => ({ ...currentCell(typed, hints, at), cursor: at === cursor }),
  );
  const sentence = gameTexts.value.row.current(number, cells.map(spokenCell).join(', '));
  return { number, state: 'current', cells, sentence };
}

function currentCell(typed: string | null, hints: Hints, at: number): Cell {
  if (typed) return { letter: typed, kind: 'typed' };
  const hint = hints[at];
  if (!hint) return { letter: '', kind: 'blank' };
  return { letter: hint, kind: at === 0 ? 'given' : 'hint' };
}

/** A cell of the current row in words: « C », « C proposé », « vide ». */
export function spokenCell({ kind, letter }: Cell): string {
  if (kind === 'blank') return gameTexts.value.row.blank;
  return kind === 'hint' ? gameTexts.value.row.hint(letter) : letter;
}

function aheadRow(number: number, length: number): GridRow {
  const cells = Array<Cell>(length).fill({ letter: '', kind: 'blank' });
  return { number, state: 'ahead', cells, sentence: gameTexts.value.row.ahead(number) };
}
