import type { GameView, Play } from '@motus/contracts';
import {
  dayAt,
  dayBefore,
  encodePattern,
  inArchive,
  nextMidnight,
  pattern,
  type Refusal,
  refusal,
} from '@motus/game';
import { type Lexicon, normaliseWord } from '@motus/lexicon';
import { ServiceError } from '@motus/service';
import type { DailyWord } from './daily-word.ts';

/** A word that the rules refuse; it uses up no row. */
export class RefusedWord extends ServiceError {
  readonly reason: Refusal;
  /**
   * The word, where it may be logged: only a word that the dictionary lacks, of the archive of a day that nobody can finish
   * any more. On other days it hints at the answer, because players keep the letters that they have found; and anything
   * else that is typed may hold the answer, or a secret that was typed into the wrong field.
   */
  readonly unknownWord: string | undefined;

  constructor(reason: Refusal, message: string, unknownWord: string | undefined) {
    super(400, reason, message);
    this.reason = reason;
    this.unknownWord = unknownWord;
  }
}

/** The rules of the day: which days are open, how a word is judged, and what a player may see. */
export interface Game {
  readonly now: () => number;
  today(): string;
  yesterday(): string;
  /** When the next word comes, in milliseconds since the Unix epoch. */
  nextWordAt(): number;
  /**
   * Judges a word as typed: validates it and encodes its pattern. Rejects with a `ServiceError` that gives the player
   * the reason why the word is not valid, or the day not open.
   *
   * @param archive whether it is for a play of the archive
   */
  judge(
    day: string,
    typed: string,
    archive?: boolean,
  ): Promise<{ word: string; encodedPattern: string; late: boolean }>;
  /** A play as its player may see it: the answer, its spellings and its definition only once the play has ended. */
  view(play: Play): Promise<GameView>;
}

/**
 * @param options.definitionUrl the address of a definition, with `{word}` in place of the word
 * @param options.now           the clock, in milliseconds since the Unix epoch
 */
export function createGame(options: {
  lexicon: Lexicon;
  dailyWord: DailyWord;
  timeZone: string;
  definitionUrl: string;
  now: () => number;
}): Game {
  const { lexicon, dailyWord, timeZone, definitionUrl, now } = options;
  const today = () => dayAt(now(), timeZone);

  return {
    now,
    today,
    yesterday: () => dayBefore(today()),
    nextWordAt: () => nextMidnight(now(), timeZone),

    async judge(day, typed, archive = false) {
      const current = today();
      const late = day === dayBefore(current);
      const open = archive ? inArchive(day, current) : late || day === current;
      if (!open) throw dayClosed(day);
      const answer = await dailyWord(day);
      const word = normaliseWord(typed);
      const rules = { length: answer.length, firstLetter: answer.charAt(0), isValid: lexicon.isValid };
      const fault = refusal(word, rules);
      const loggable = archive && day < dayBefore(current) && word !== answer;
      if (fault !== undefined) throw refused(fault, rules, loggable ? word : undefined);
      return { word, encodedPattern: encodePattern(pattern(word, answer)), late };
    },

    async view(play) {
      const answer = await dailyWord(play.day);
      const view = { ...play, length: answer.length, firstLetter: answer.charAt(0) };
      if (play.state === 'playing') return view;
      const spellings = lexicon.spellings(answer);
      const [commonest = ''] = spellings;
      return {
        ...view,
        answer,
        spellings,
        definitionUrl: definitionUrl.replaceAll('{word}', encodeURIComponent(commonest)),
      };
    },
  };
}

/** @param word where it may be logged if the dictionary lacks it */
function refused(
  fault: Refusal,
  rules: { length: number; firstLetter: string },
  word: string | undefined,
): RefusedWord {
  const messages: Record<Refusal, string> = {
    word_letters: 'Un mot ne contient que des lettres, de A à Z.',
    word_length: `Le mot compte ${rules.length} lettres.`,
    word_first_letter: `Le mot commence par ${rules.firstLetter}.`,
    word_unknown: 'Ce mot n’est pas dans notre dictionnaire.',
  };
  return new RefusedWord(fault, messages[fault], fault === 'word_unknown' ? word : undefined);
}

function dayClosed(day: string): ServiceError {
  return new ServiceError(409, 'day_closed', 'On ne peut pas, ou plus, jouer le mot de ce jour.', {
    details: { day },
  });
}
