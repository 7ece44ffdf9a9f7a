import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { BoardMessage } from '../game/board/board-message.tsx';
import { Grid } from '../game/board/grid.tsx';
import { PlaySummary } from '../game/board/play-summary.tsx';
import { Keyboard } from '../game/keyboard/keyboard.tsx';
import { usePhysicalKeyboard } from '../game/keyboard/use-physical-keyboard.ts';
import { ResultCard } from '../game/result-card.tsx';
import { texts } from '../ui/texts/texts.ts';
import { createPracticeGame, type PracticeGame } from './practice-game.ts';
import { practiceTexts } from './practice-texts.ts';
import { WORD_LENGTHS } from './practice-words.ts';

/** Practice: any number of words, on this device only. */
export function PracticeView() {
  const { device } = useApp();
  const practice = useMemo(() => createPracticeGame(device), [device]);
  const { board, length, unavailable, open } = practice;
  usePhysicalKeyboard(board);
  useEffect(() => void open(length.value), [open, length]);

  const play = practice.play.value;
  const ended = play && play.state !== 'playing' && !board.revealing.value;
  return (
    <div class="game">
      <header class="game-head">
        <h1>{practiceTexts.value.title}</h1>
        <Lengths practice={practice} />
        <PlaySummary board={board} />
      </header>
      {unavailable.value && <Unavailable practice={practice} />}
      {!play && !unavailable.value && <p class="waiting">{texts.value.loading}</p>}
      <Grid board={board} />
      <BoardMessage board={board} />
      {ended && <PracticeResult practice={practice} />}
      {play && !ended && <Keyboard board={board} />}
    </div>
  );
}

function Lengths({ practice }: { practice: PracticeGame }) {
  return (
    <fieldset class="lengths" aria-label={practiceTexts.value.choose}>
      {WORD_LENGTHS.map((length) => (
        <button
          key={length}
          type="button"
          class="quiet"
          aria-pressed={length === practice.length.value}
          aria-label={practiceTexts.value.letters(length)}
          onClick={() => void practice.open(length)}
        >
          {length}
        </button>
      ))}
    </fieldset>
  );
}

function Unavailable({ practice }: { practice: PracticeGame }) {
  return (
    <div class="waiting" role="alert">
      <p>{practiceTexts.value.unavailable}</p>
      <button type="button" class="button" onClick={() => void practice.open(practice.length.value)}>
        {practiceTexts.value.retry}
      </button>
    </div>
  );
}

function PracticeResult({ practice }: { practice: PracticeGame }) {
  const play = practice.play.value;
  const { wins, losses } = practice.tally.value;
  const next = useRef<HTMLButtonElement>(null);
  // Enter continues with the next word. This runs after the effect of ResultCard, which focuses its heading.
  useEffect(() => next.current?.focus(), []);
  if (!play) return null;
  return (
    <ResultCard
      play={{ ...play, ...(play.answer && { definitionUrl: SEARCH + play.answer.toLowerCase() }) }}
      board={practice.board}
    >
      <p class="muted">
        {practiceTexts.value.tally(
          wins.reduce((sum, each) => sum + each, 0),
          losses,
        )}
      </p>
      <button ref={next} type="button" class="button" onClick={practice.next}>
        {practiceTexts.value.next}
      </button>
      <p class="muted">{practiceTexts.value.note}</p>
    </ResultCard>
  );
}

/** A search, because the word lists of practice have no accents. */
const SEARCH = 'https://fr.wiktionary.org/w/index.php?search=';
