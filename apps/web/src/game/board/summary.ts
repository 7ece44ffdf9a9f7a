import { ATTEMPTS, type Mark } from '@motus/game';
import { gameTexts } from '../game-texts.ts';
import { type GridPlay, rowSentence } from './grid-rows.ts';
import { hintsOf, letterMarks } from './marks.ts';

/** Describes a play in sentences: its rows, what is known of the word and of the letters, the attempts left. */
export function summaryOf(play: GridPlay): string[] {
  const { summary } = gameTexts.value;
  const known = hintsOf(play).map((letter) => letter ?? summary.unknown);
  const letters = letterMarks(play);
  const marked = (wanted: Mark) =>
    [...letters].filter(([, mark]) => mark === wanted).map(([letter]) => letter);
  const misplaced = marked('present').sort().join(', ');
  const absent = marked('absent').sort().join(', ');
  return [
    ...play.rows.map(({ word, pattern }, at) => rowSentence(at + 1, word, pattern)),
    summary.word(play.length, known.join(', ')),
    ...(misplaced ? [summary.misplaced(misplaced)] : []),
    ...(absent ? [summary.absent(absent)] : []),
    ...(play.state === 'playing' ? [summary.left(ATTEMPTS - play.rows.length)] : []),
  ];
}
