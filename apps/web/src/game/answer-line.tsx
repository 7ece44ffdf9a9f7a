import type { GameView } from '@motus/contracts';
import { Tiles } from '../ui/tiles.tsx';
import { gameTexts } from './game-texts.ts';

export type AnswerLineProps = Pick<GameView, 'answer' | 'state' | 'spellings' | 'definitionUrl'>;

/** The answer of a play that has ended: as tiles after a loss, in its spellings, with a link to its definition. */
export function AnswerLine({ answer, state, spellings, definitionUrl }: AnswerLineProps) {
  if (!answer) return null;
  return (
    <p class="answer">
      {state === 'lost' && (
        <>
          <span>
            {gameTexts.value.result.answer} <span class="visually-hidden">{answer}</span>
          </span>
          <Tiles word={answer} pattern={[...answer].map(() => 'correct' as const)} />
        </>
      )}
      {spellings && (
        <strong class="spellings" lang="fr">
          {inFrench.format(spellings)}
        </strong>
      )}
      {definitionUrl && (
        <a href={definitionUrl} target="_blank" rel="noopener noreferrer">
          {gameTexts.value.result.definition}
        </a>
      )}
    </p>
  );
}

/** « pêcher ou pécher », in French in every language of the page, because the words are French. */
const inFrench = new Intl.ListFormat('fr', { type: 'disjunction' });
