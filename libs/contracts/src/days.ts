import { type Static, Type } from 'typebox';

/** A day of the game: an ISO 8601 calendar date in the game's time zone. */
export const Day = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  description: "ISO 8601 date in the game's time zone, for instance 2026-11-21",
});
export type Day = Static<typeof Day>;

/** The record of a day's answer in the ledger; the first writer wins. */
export const DayRecord = Type.Object(
  {
    day: Day,
    sealedAnswer: Type.String({
      minLength: 1,
      maxLength: 256,
      description: 'The answer, sealed with the key of the game: the ledger cannot read it',
    }),
  },
  { additionalProperties: false },
);
export type DayRecord = Static<typeof DayRecord>;
