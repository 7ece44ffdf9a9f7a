import type { GameView, Mark } from '@motus/contracts';
import { ATTEMPTS } from '@motus/game';
import { texts } from '../../ui/texts/texts.ts';
import { type Draft, type Hints, shownCursor } from './draft.ts';

/** What a grid shows of a play, whoever judges its words. A pattern that is shorter than its word is being revealed. */
export type GridPlay = Pick<GameView, 'length' | 'firstLetter' | 'rows' | 'state'>;

/** One cell as it is shown: a played letter has a mark once it is revealed, a letter of the current row has none. */
export interface Cell {
  readonly letter: string;
  readonly kind: 'played' | 'given' | 'hint' | 'typed' | 'blank';
  readonly mark?: Mark | undefined;
  /** The next letter typed goes here. */
  readonly cursor?: boolean;
}

/** One row as it is shown, and as one sentence for those who listen. */
export interface GridRow {
  readonly number: number;
  readonly state: 'done' | 'revealing' | 'current' | 'ahead';
  readonly cells: readonly Cell[];
  readonly sentence: string;
}

/**
 * The six rows of a play: those played, the one being written while the play lasts, and those ahead.
 *
 * @param revealing whether the last row played is still being turned
 */
export function gridRows(play: GridPlay, draft: Draft, hints: Hints, revealing: boolean): GridRow[] {
  return Array.from({ length: ATTEMPTS }, (_, index) => {
    const number = index + 1;
    const row = play.rows[index];
    const last = index === play.rows.length - 1;
    if (row) return playedRow(number, row.word, row.pattern, revealing && last ? 'revealing' : 'done');
    if (index === play.rows.length && play.state === 'playing') return currentRow(number, draft, hints);
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
  return texts.value.row.done(number, spokenMarks(word, pattern));
}

/** « C bien placé, A mal placé, R absent ». */
export function spokenMarks(word: string, pattern: readonly Mark[]): string {
  return pattern.map((mark, at) => texts.value.row.mark(word.charAt(at), mark)).join(', ');
}

function currentRow(number: number, draft: Draft, hints: Hints): GridRow {
  const cursor = shownCursor(draft);
  const cells = draft.cells.map(
    (typed, at): Cell => ({ ...currentCell(typed, hints, at), cursor: at === cursor }),
  );
  const sentence = texts.value.row.current(number, cells.map(spokenCell).join(', '));
  return { number, state: 'current', cells, sentence };
}

function currentCell(typed: string | null, hints: Hints, at: number): Cell {
  if (typed) return { letter: typed, kind: 'typed' };
  const hint = hints[at];
  if (!hint) return { letter: '', kind: 'blank' };
  return { letter: hint, kind: at === 0 ? 'given' : 'hint' };
}

/** What a cell of the current row holds: « C », « C proposé », « vide ». */
export function spokenCell({ kind, letter }: Cell): string {
  if (kind === 'blank') return texts.value.row.blank;
  return kind === 'hint' ? texts.value.row.hint(letter) : letter;
}

function aheadRow(number: number, length: number): GridRow {
  const cells = Array<Cell>(length).fill({ letter: '', kind: 'blank' });
  return { number, state: 'ahead', cells, sentence: texts.value.row.ahead(number) };
}
