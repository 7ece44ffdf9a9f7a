import { Word } from '@motus/contracts';
import { normaliseWord } from '@motus/lexicon';
import { ServiceError } from '@motus/service';
import { Value } from 'typebox/value';

/**
 * Normalises a typed word to the letters A-Z.
 *
 * @throws ServiceError 400 where it has other letters, or not six to nine
 */
export function typedWord(typed: string): string {
  const word = normaliseWord(typed);
  if (!/^[A-Z]*$/.test(word)) {
    throw new ServiceError(400, 'word_letters', 'Un mot ne contient que des lettres, de A à Z.');
  }
  if (!Value.Check(Word, word)) {
    throw new ServiceError(400, 'word_length', 'Un mot compte de 6 à 9 lettres.');
  }
  return word;
}
