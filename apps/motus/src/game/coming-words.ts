import { type Blocking, dailyAnswers, type Lexicon } from '@motus/lexicon';
import { ServiceError } from '@motus/service';
import { answerSeal } from './sealed-answer.ts';
import { typedWord } from './typed-word.ts';

/** The words of days that have not begun, for operators. The ledger stores them sealed, like the daily word. */
export interface ComingWords {
  /**
   * Seals the word that an operator has typed for a day.
   *
   * @param blocked the blocked words
   * @throws ServiceError 400 or 409 where the word cannot be an answer
   */
  seal(day: string, typed: string, blocked: readonly string[]): string;
  /**
   * The word of a day: the sealed one, or where there is none, or it is blocked, the one that will be picked.
   *
   * @param blocked the blocked words that the operator is shown: what follows from another one would tell it
   */
  open(
    day: string,
    sealedAnswer: string | null,
    blockings: readonly Blocking[],
    blocked: readonly string[],
  ): string;
}

/** @param options.key the key of the daily words */
export function createComingWords(options: { lexicon: Lexicon; key: Buffer }): ComingWords {
  const { lexicon, key } = options;
  const answerOf = dailyAnswers(lexicon.answers, key);
  const { seal, open } = answerSeal(key);
  return {
    seal(day, typed, blocked) {
      const word = typedWord(typed);
      if (!lexicon.isValid(word)) throw wordUnknown();
      if (blocked.includes(word)) {
        throw new ServiceError(409, 'word_blocked', 'Ce mot a été écarté des réponses.');
      }
      if (lexicon.isForPractice(word)) {
        throw new ServiceError(
          409,
          'word_for_practice',
          'Ce mot sert à l’entraînement : il ne peut pas être la réponse.',
        );
      }
      return seal(day, word);
    },
    open(day, sealedAnswer, blockings, blocked) {
      const chosen = sealedAnswer === null ? undefined : open(day, sealedAnswer);
      return chosen === undefined || blocked.includes(chosen) ? answerOf(day, blockings) : chosen;
    },
  };
}

/** 409 for an operator's word that is not in the word list. */
export function wordUnknown(): ServiceError {
  return new ServiceError(409, 'word_unknown', 'Ce mot n’est pas dans notre dictionnaire.');
}
