import type { Mark } from '@motus/game';

interface TilesProps {
  word: string;
  pattern: readonly Mark[];
}

/** A word in the colours and shapes of the grid, hidden from screen readers: add a text for them. */
export function Tiles({ word, pattern }: TilesProps) {
  return (
    <span class="tiles" aria-hidden="true">
      {[...word].map((letter, at) => (
        <span key={at} class="cell" data-mark={pattern[at]}>
          <span class="letter">{letter}</span>
        </span>
      ))}
    </span>
  );
}
