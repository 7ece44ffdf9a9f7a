import type { GameView, Mark } from '@motus/contracts';
import { ATTEMPTS } from '@motus/game';
import { texts } from '../texts.ts';
import type { Draft, Hints } from './draft.ts';

/** One cell as it is shown: a played letter has a mark, a letter of the current row has none yet. */
export interface Cell {
  readonly letter: string;
  readonly kind: 'played' | 'given' | 'hint' | 'typed' | 'blank';
  readonly mark?: Mark;
  /** The next letter typed goes here. */
  readonly cursor?: boolean;
}

/** One row as it is shown, and as one sentence for those who listen. */
export interface GridRow {
  readonly number: number;
  readonly state: 'done' | 'current' | 'ahead';
  readonly cells: readonly Cell[];
  readonly sentence: string;
}

/** The six rows of a play: those played, the one being written while the play lasts, and those ahead. */
export function gridRows(game: GameView, draft: Draft, hints: Hints): GridRow[] {
  return Array.from({ length: ATTEMPTS }, (_, index) => {
    const number = index + 1;
    const row = game.rows[index];
    if (row) return playedRow(number, row.word, row.pattern);
    if (index === game.rows.length && game.state === 'playing') return currentRow(number, draft, hints);
    return aheadRow(number, game.length);
  });
}

function playedRow(number: number, word: string, pattern: readonly Mark[]): GridRow {
  const cells = pattern.map((mark, at): Cell => ({ letter: word.charAt(at), kind: 'played', mark }));
  return { number, state: 'done', cells, sentence: texts.row.done(number, spokenMarks(word, pattern)) };
}

/** « C bien placé, A mal placé, R absent ». */
export function spokenMarks(word: string, pattern: readonly Mark[]): string {
  return pattern.map((mark, at) => texts.row.mark(word.charAt(at), mark)).join(', ');
}

function currentRow(number: number, draft: Draft, hints: Hints): GridRow {
  const cursor = Math.max(1, draft.cursor);
  const cells = draft.cells.map(
    (typed, at): Cell => ({ ...currentCell(typed, hints, at), cursor: at === cursor }),
  );
  return {
    number,
    state: 'current',
    cells,
    sentence: texts.row.current(number, cells.map(spoken).join(', ')),
  };
}

function currentCell(typed: string | null, hints: Hints, at: number): Cell {
  if (typed) return { letter: typed, kind: 'typed' };
  const hint = hints[at];
  if (!hint) return { letter: '', kind: 'blank' };
  return { letter: hint, kind: at === 0 ? 'given' : 'hint' };
}

function spoken({ kind, letter }: Cell): string {
  if (kind === 'blank') return texts.row.blank;
  return kind === 'hint' ? texts.row.hint(letter) : letter;
}

function aheadRow(number: number, length: number): GridRow {
  const cells = Array<Cell>(length).fill({ letter: '', kind: 'blank' });
  return { number, state: 'ahead', cells, sentence: texts.row.ahead(number) };
}
