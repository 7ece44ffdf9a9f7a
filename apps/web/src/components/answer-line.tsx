import type { GameView } from '@motus/contracts';
import { texts } from '../texts/texts.ts';
import { Tiles } from './tiles.tsx';

/** The answer of a play that was lost, and for every play that has ended the way to what the word means. */
export function AnswerLine({ answer, state }: Pick<GameView, 'answer' | 'state'>) {
  if (!answer) return null;
  return (
    <p class="answer">
      {state === 'lost' && (
        <>
          <span>
            {texts.value.result.answer} <span class="visually-hidden">{answer}</span>
          </span>
          <Tiles word={answer} pattern={[...answer].map(() => 'correct' as const)} />
        </>
      )}
      <a href={DICTIONARY + answer.toLowerCase()} target="_blank" rel="noopener noreferrer">
        {texts.value.result.definition(answer)}
      </a>
    </p>
  );
}

/** Its search finds a word that is written without its accents. */
const DICTIONARY = 'https://fr.wiktionary.org/w/index.php?search=';
