import { type Static, Type } from 'typebox';
import { Day, DayRecord } from './days.ts';
import { Word } from './play.ts';
import { Player, PlayerName } from './player.ts';

/** How far ahead a word may be chosen, in days. */
export const MAX_DAYS_AHEAD = 366;

/** How many words may ever have been blocked. */
export const MAX_BLOCKED_WORDS = 500;

/** A word that an operator chooses for a day, as typed. */
export const WordChoice = Type.Object(
  { word: Type.String({ maxLength: 64, description: 'Lower case and accents are accepted' }) },
  { additionalProperties: false },
);

/** A coming day whose word an operator has chosen: who and when, and never the word. */
export const ChosenDay = Type.Object(
  {
    day: Day,
    chosenBy: PlayerName,
    chosenAt: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type ChosenDay = Static<typeof ChosenDay>;

export const ChosenDays = Type.Object(
  { days: Type.Array(ChosenDay, { description: 'The next one first' }) },
  { additionalProperties: false },
);
export type ChosenDays = Static<typeof ChosenDays>;

/** The same with the word, sealed: for the game, which holds the key. */
export const Choice = Type.Object(
  { ...ChosenDay.properties, ...DayRecord.properties },
  { additionalProperties: false },
);
export type Choice = Static<typeof Choice>;

export const Choices = Type.Object(
  { choices: Type.Array(Choice, { description: 'The next one first' }) },
  { additionalProperties: false },
);
export type Choices = Static<typeof Choices>;

/** What the game gets to show the word of a day; null where neither is it recorded nor was it chosen. */
export const SealedReveal = Type.Object(
  { day: Day, sealedAnswer: Type.Union([DayRecord.properties.sealedAnswer, Type.Null()]) },
  { additionalProperties: false },
);
export type SealedReveal = Static<typeof SealedReveal>;

/** The word of a running or coming day, shown to an operator who does not play that day any more. */
export const RevealedDay = Type.Object({ day: Day, word: Word }, { additionalProperties: false });
export type RevealedDay = Static<typeof RevealedDay>;

export const BlockedWord = Type.Object(
  {
    word: Word,
    blockedBy: PlayerName,
    blockedAt: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type BlockedWord = Static<typeof BlockedWord>;

export const BlockedWords = Type.Object(
  { words: Type.Array(BlockedWord, { description: 'By word' }) },
  { additionalProperties: false },
);
export type BlockedWords = Static<typeof BlockedWords>;

/** Every word that was ever blocked, the first one first: what the game deals the answers with. */
export const Blockings = Type.Object(
  {
    blockings: Type.Array(
      Type.Object({ word: Word, active: Type.Boolean() }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type Blockings = Static<typeof Blockings>;

export const OperatorActionName = Type.Union([
  Type.Literal('word_chosen'),
  Type.Literal('choice_removed'),
  Type.Literal('word_revealed'),
  Type.Literal('word_blocked'),
  Type.Literal('word_unblocked'),
  Type.Literal('report_handled'),
  Type.Literal('report_reopened'),
]);
export type OperatorActionName = Static<typeof OperatorActionName>;

/** What an operator did. */
export const OperatorAction = Type.Object(
  {
    at: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
    by: Player,
    action: OperatorActionName,
    subject: Type.String({ description: 'The day or the word; never the word of a day' }),
    refused: Type.Optional(Type.String({ description: 'The code of the refusal, where nothing was done' })),
  },
  { additionalProperties: false },
);
export type OperatorAction = Static<typeof OperatorAction>;

export const OperatorActions = Type.Object(
  { actions: Type.Array(OperatorAction, { description: 'Newest first' }) },
  { additionalProperties: false },
);
export type OperatorActions = Static<typeof OperatorActions>;
