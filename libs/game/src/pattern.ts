/** The colour of a letter: in its place, elsewhere in the word, or not (or no longer) in the word. */
export type Mark = 'correct' | 'present' | 'absent';

/**
 * Computes the colours of a guess.
 *
 * Letters in their place are marked first and use up their copies in the answer; then, from left to right, a letter
 * is `present` while a copy is left. So for each letter, correct + present = min(count in guess, count in answer).
 *
 * @param guess  upper-case letters, as many as the answer has
 * @param answer upper-case letters
 * @returns one mark for each letter of the guess
 * @throws RangeError when the lengths differ
 */
export function pattern(guess: string, answer: string): Mark[] {
  if (guess.length !== answer.length) {
    throw new RangeError(`a guess of ${guess.length} letters cannot be coloured against ${answer.length}`);
  }
  // The letters of the answer in the places where the guess has another letter.
  const left: string[] = [];
  for (let i = 0; i < answer.length; i++) {
    if (guess.charAt(i) !== answer.charAt(i)) left.push(answer.charAt(i));
  }
  return guess.split('').map((letter, i) => {
    if (answer.charAt(i) === letter) return 'correct';
    const copy = left.indexOf(letter);
    if (copy === -1) return 'absent';
    left.splice(copy, 1);
    return 'present';
  });
}
