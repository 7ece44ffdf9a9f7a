import { DialogButton } from '../../ui/dialog-button.tsx';
import { gameTexts } from '../game-texts.ts';
import type { Board } from './board.ts';
import type { GridPlay } from './grid-rows.ts';
import { summaryOf } from './summary.ts';

/** A button that describes the play in sentences, for players who cannot see the grid or prefer words. */
export function PlaySummary({ board }: { board: Board }) {
  const { open, title } = gameTexts.value.summary;
  const play = board.play.value;
  return (
    <DialogButton icon="summary" label={open} title={title}>
      {play && <Sentences play={play} />}
    </DialogButton>
  );
}

function Sentences({ play }: { play: GridPlay }) {
  return (
    <ul class="summary">
      {summaryOf(play).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
