export type { Blocking } from './blockings.ts';
export { type DailyAnswers, dailyAnswer, dailyAnswers } from './daily-answer.ts';
export { type Lexicon, loadLexicon } from './lexicon.ts';
export { normaliseWord } from './normalise.ts';
