import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useApp } from '../app/app-context.ts';
import { AnswerLine } from '../game/answer-line.tsx';
import { Message } from '../game/board/board-message.tsx';
import { Grid } from '../game/board/grid.tsx';
import { SummaryButton } from '../game/board/play-summary.tsx';
import { Keyboard } from '../game/keyboard/keyboard.tsx';
import { usePhysicalKeyboard } from '../game/keyboard/use-physical-keyboard.ts';
import { texts } from '../ui/texts/texts.ts';
import { createPracticeGame, type PracticeGame } from './practice-game.ts';
import { WORD_LENGTHS } from './practice-words.ts';

/** Words without end, on this device alone. */
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
        <h1>{texts.value.practice.title}</h1>
        <Lengths practice={practice} />
        <SummaryButton board={board} />
      </header>
      {unavailable.value && <Unavailable practice={practice} />}
      <Grid board={board} />
      <Message board={board} />
      {ended && <PracticeResult practice={practice} />}
      {play && !ended && <Keyboard board={board} />}
    </div>
  );
}

function Lengths({ practice }: { practice: PracticeGame }) {
  return (
    <fieldset class="lengths" aria-label={texts.value.practice.choose}>
      {WORD_LENGTHS.map((length) => (
        <button
          key={length}
          type="button"
          class="quiet"
          aria-pressed={length === practice.length.value}
          aria-label={texts.value.practice.letters(length)}
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
      <p>{texts.value.practice.unavailable}</p>
      <button type="button" class="button" onClick={() => void practice.open(practice.length.value)}>
        {texts.value.practice.retry}
      </button>
    </div>
  );
}

function PracticeResult({ practice }: { practice: PracticeGame }) {
  const play = practice.play.value;
  const { wins, losses } = practice.tally.value;
  const next = useRef<HTMLButtonElement>(null);
  // So that Enter goes on.
  useEffect(() => next.current?.focus(), []);
  if (!play) return null;
  return (
    <section class="card result" aria-label={texts.value.result.region} data-state={play.state}>
      <h2>{play.state === 'won' ? texts.value.result.won(play.rows.length) : texts.value.result.lost}</h2>
      <AnswerLine {...play} {...(play.answer && { definitionUrl: SEARCH + play.answer.toLowerCase() })} />
      <p class="muted">
        {texts.value.practice.tally(
          wins.reduce((sum, each) => sum + each, 0),
          losses,
        )}
      </p>
      <button ref={next} type="button" class="button" onClick={practice.next}>
        {texts.value.practice.next}
      </button>
      <p class="muted">{texts.value.practice.note}</p>
    </section>
  );
}

/** Practice knows its words without their accents only, which this search does not mind. */
const SEARCH = 'https://fr.wiktionary.org/w/index.php?search=';
