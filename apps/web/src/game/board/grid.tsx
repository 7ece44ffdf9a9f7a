import { useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from '../../app/app-context.ts';
import { texts } from '../../ui/texts/texts.ts';
import type { Board } from './board.ts';
import type { Cell, GridRow } from './grid-rows.ts';

/** The six rows of a board: cells for the eye, one sentence a row for a screen reader. */
export function Grid({ board }: { board: Board }) {
  const play = board.play.value;
  if (!play) return null;
  return (
    <Room>
      <ol class="rows" data-letters={play.length} aria-busy={board.sending.value}>
        {board.rows.value.map((row) => (
          <Row key={row.number} row={row} board={board} />
        ))}
      </ol>
    </Room>
  );
}

/**
 * What the rest of the page leaves to the grid, measured for the style sheet: `--room-width`, `--room-height`. A size
 * container would know by itself, but each animation that begins in one costs a phone 50 ms.
 */
function Room({ children }: { children: ComponentChildren }) {
  const room = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return;
      room.current?.style.setProperty('--room-width', `${entry.contentRect.width}px`);
      room.current?.style.setProperty('--room-height', `${entry.contentRect.height}px`);
    });
    if (room.current) observer.observe(room.current);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={room} class="grid" aria-label={texts.value.game.grid}>
      {children}
    </section>
  );
}

function Row({ row, board }: { row: GridRow; board: Board }) {
  const cells = useShaking(board, row.state === 'current');
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

/** Shakes the row being written each time that a refusal is said. */
function useShaking(board: Board, current: boolean) {
  const { calm } = useApp().device;
  const cells = useRef<HTMLSpanElement>(null);
  const shakes = useRef(current);
  shakes.current = current;
  useSignalEffect(() => {
    const refused = board.message.value?.tone === 'refusal';
    if (refused && shakes.current && !calm()) cells.current?.animate(SHAKE, { duration: 360 });
  });
  return cells;
}

const SHAKE = [0, -8, 7, -5, 4, -2, 0].map((x) => ({ transform: `translateX(${x}px)` }));
