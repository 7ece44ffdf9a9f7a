import type { GameView } from '@motus/contracts';
import { texts } from '../ui/texts/texts.ts';
import { Tiles } from '../ui/tiles.tsx';

type AnswerLineProps = Pick<GameView, 'answer' | 'state' | 'spellings' | 'definitionUrl'>;

/** The answer of a play that has ended: in tiles where it was lost, as it is written, and the way to what it means. */
export function AnswerLine({ answer, state, spellings, definitionUrl }: AnswerLineProps) {
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
      {spellings && (
        <strong class="spellings" lang="fr">
          {inFrench.format(spellings)}
        </strong>
      )}
      {definitionUrl && (
        <a href={definitionUrl} target="_blank" rel="noopener noreferrer">
          {texts.value.result.definition}
        </a>
      )}
    </p>
  );
}

/** « pêcher ou pécher »: the words are French in every language of the page. */
const inFrench = new Intl.ListFormat('fr', { type: 'disjunction' });
