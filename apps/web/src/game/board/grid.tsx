import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app/app-context.ts';
import { gameTexts } from '../game-texts.ts';
import type { Board } from './board.ts';
import type { Cell, GridRow } from './grid-rows.ts';

/** The six rows of a board. Each row has visible cells, and a sentence for screen readers. */
export function Grid({ board }: { board: Board }) {
  const play = board.play.value;
  if (!play) return null;
  return (
    <MeasuredSection>
      <ol class="rows" data-letters={play.length} aria-busy={board.sending.value}>
        {board.rows.value.map((row) => (
          <Row key={row.number} row={row} board={board} />
        ))}
      </ol>
    </MeasuredSection>
  );
}

/**
 * Measures the space that is left for the grid, and passes it to the style sheet as `--available-width` and `--available-height`.
 * A CSS size container needs no script, but on a phone each animation that starts in one costs 50 ms.
 */
function MeasuredSection({ children }: { children: ComponentChildren }) {
  const section = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      section.current?.style.setProperty('--available-width', `${entry.contentRect.width}px`);
      section.current?.style.setProperty('--available-height', `${entry.contentRect.height}px`);
    });
    if (section.current) observer.observe(section.current);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={section} class="grid" aria-label={gameTexts.value.game.grid}>
      {children}
    </section>
  );
}

function Row({ row, board }: { row: GridRow; board: Board }) {
  const cells = useShake(board, row.state === 'current');
  const won = board.justWon.value && row.number === board.play.value?.rows.length;
  return (
    <li class="row" data-row={row.number} data-state={row.state} data-won={won || undefined}>
      <span class="visually-hidden">{row.sentence}</span>
      <span ref={cells} class="cells" aria-hidden="true">
        {row.cells.map((cell, at) => (
          <GridCell
            key={at}
            cell={cell}
            {...(row.state === 'current' && { onPoint: () => board.moveTo(at) })}
          />
        ))}
      </span>
    </li>
  );
}

function GridCell({ cell, onPoint }: { cell: Cell; onPoint?: () => void }) {
  return (
    <span
      class="cell"
      data-kind={cell.kind}
      data-mark={cell.mark}
      data-cursor={cell.cursor || undefined}
      onPointerDown={onPoint}
    >
      <span class="letter">{cell.letter}</span>
    </span>
  );
}

/** Shakes the current row each time a refusal is shown. */
function useShake(board: Board, current: boolean) {
  const { reducedMotion } = useApp().device;
  const cells = useRef<HTMLSpanElement>(null);
  const shakes = useRef(current);
  shakes.current = current;
  useSignalEffect(() => {
    const refused = board.message.value?.tone === 'refusal';
    if (refused && shakes.current && !reducedMotion()) cells.current?.animate(SHAKE, { duration: 360 });
  });
  return cells;
}

const SHAKE = [0, -8, 7, -5, 4, -2, 0].map((x) => ({ transform: `translateX(${x}px)` }));
