import { texts } from '../texts/texts.ts';
import { Tiles } from './tiles.tsx';

/** The answer of a play that has ended, and the way to what it means. */
export function AnswerLine({ answer }: { answer: string }) {
  return (
    <p class="answer">
      <span>
        {texts.value.result.answer} <span class="visually-hidden">{answer}</span>
      </span>
      <Tiles word={answer} pattern={[...answer].map(() => 'correct' as const)} />
      <a href={DICTIONARY + answer.toLowerCase()} target="_blank" rel="noopener noreferrer">
        {texts.value.result.definition}
      </a>
    </p>
  );
}

/** Its search finds a word that is written without its accents. */
const DICTIONARY = 'https://fr.wiktionary.org/w/index.php?search=';
