import type { Cell, GridRow } from '../state/grid.ts';
import { texts } from '../texts.ts';
import { useApp } from './app-context.ts';

/** The six rows of the play on screen: cells for the eye, one sentence a row for a screen reader. */
export function Grid() {
  const { game } = useApp();
  const play = game.game.value;
  if (!play) return null;
  return (
    <section class="grid" aria-label={texts.game.grid}>
      <ol class="rows" data-letters={play.length} aria-busy={game.sending.value}>
        {game.rows.value.map((row) => (
          <Row key={`${play.day} ${row.number}`} row={row} />
        ))}
      </ol>
    </section>
  );
}

function Row({ row }: { row: GridRow }) {
  return (
    <li class="row" data-row={row.number} data-state={row.state}>
      <span class="visually-hidden">{row.sentence}</span>
      <span class="cells" aria-hidden="true">
        {row.cells.map((cell, at) => (
          <GridCell key={at} cell={cell} />
        ))}
      </span>
    </li>
  );
}

function GridCell({ cell }: { cell: Cell }) {
  return (
    <span class="cell" data-kind={cell.kind} data-mark={cell.mark} data-cursor={cell.cursor || undefined}>
      <span class="letter">{cell.letter}</span>
    </span>
  );
}
