import { type Static, Type } from 'typebox';
import { Day, DayRecord } from './days.ts';
import { Word } from './play.ts';
import { Player, PlayerName } from './player.ts';

/** How far ahead an operator may choose a word, in days. */
export const MAX_DAYS_AHEAD = 366;

/** The largest number of words that were ever blocked. */
export const MAX_BLOCKED_WORDS = 500;

/** A word that an operator chooses for a day, as typed. */
export const WordChoice = Type.Object(
  { word: Type.String({ maxLength: 64, description: 'Lower case and accents are accepted' }) },
  { additionalProperties: false },
);

/** A coming day whose word an operator has chosen: by whom and when, without the word. */
export const ChosenDay = Type.Object(
  {
    day: Day,
    chosenBy: PlayerName,
    chosenAt: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type ChosenDay = Static<typeof ChosenDay>;

const disqualified = Type.Array(Day, {
  description: 'Today and the coming days that this operator cannot play any more, the next one first',
});

export const ChosenDays = Type.Object(
  { days: Type.Array(ChosenDay, { description: 'The next one first' }), disqualified },
  { additionalProperties: false },
);
export type ChosenDays = Static<typeof ChosenDays>;

/** A `ChosenDay` with its sealed word: for the game, which has the key. */
export const Choice = Type.Object(
  { ...ChosenDay.properties, ...DayRecord.properties },
  { additionalProperties: false },
);
export type Choice = Static<typeof Choice>;

export const Choices = Type.Object(
  {
    choices: Type.Array(Choice, { description: 'The next one first' }),
    // A score instance of the version before does not send it.
    disqualified: Type.Optional(disqualified),
  },
  { additionalProperties: false },
);
export type Choices = Static<typeof Choices>;

/** The sealed word of a day, for the game to show; null where none is recorded or chosen. */
export const SealedReveal = Type.Object(
  { day: Day, sealedAnswer: Type.Union([DayRecord.properties.sealedAnswer, Type.Null()]) },
  { additionalProperties: false },
);
export type SealedReveal = Static<typeof SealedReveal>;

/** The word of a running or coming day, for an operator who can then no longer play that day. */
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

/** What an operator wants of a word. It is in the body because addresses are logged. */
export const WordBlocking = Type.Object(
  { word: Word, blocked: Type.Boolean({ description: 'False: it may be an answer again' }) },
  { additionalProperties: false },
);

export const BlockedWords = Type.Object(
  {
    words: Type.Array(BlockedWord, {
      description: 'By word; what another operator has blocked today or yesterday is left out',
    }),
  },
  { additionalProperties: false },
);
export type BlockedWords = Static<typeof BlockedWords>;

/** All words that were ever blocked, the oldest first, and the choice of a day: the game needs them to pick its answer. */
export const Blockings = Type.Object(
  {
    choice: Type.Optional(DayRecord.properties.sealedAnswer),
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

/** An action of an operator. */
export const OperatorAction = Type.Object(
  {
    at: Type.Integer({ description: 'Milliseconds since the Unix epoch' }),
    by: Player,
    action: OperatorActionName,
    subject: Type.Optional(
      Type.String({
        description:
          'The day, or a reported or blocked word, which others see from the day after the next one on; never the chosen word',
      }),
    ),
    refused: Type.Optional(
      Type.String({ description: 'The code of the refusal, where the action was refused' }),
    ),
  },
  { additionalProperties: false },
);
export type OperatorAction = Static<typeof OperatorAction>;

export const OperatorActions = Type.Object(
  { actions: Type.Array(OperatorAction, { description: 'Newest first' }) },
  { additionalProperties: false },
);
export type OperatorActions = Static<typeof OperatorActions>;
