import { ATTEMPTS } from '@motus/game';
import { type Static, Type } from 'typebox';
import { Day } from './days.ts';
import { Play, PlayStateSchema } from './play.ts';

/** A month of the calendar. */
export const Month = Type.String({
  pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
  description: 'ISO 8601 month, for instance 2026-11',
});
export type Month = Static<typeof Month>;

/** The result of a past day: of the play of that day where there is one, else of that in the archive. */
export const ArchivedPlay = Type.Object(
  {
    day: Day,
    state: PlayStateSchema,
    attempts: Type.Integer({ minimum: 1, maximum: ATTEMPTS, description: 'The number of rows so far' }),
    archive: Type.Boolean({ description: 'Played in the archive, not on its day' }),
  },
  { additionalProperties: false },
);
export type ArchivedPlay = Static<typeof ArchivedPlay>;

/** A player's plays of a month, by day, as the ledger stores them. */
export const ArchivedPlays = Type.Object(
  { plays: Type.Array(ArchivedPlay) },
  { additionalProperties: false },
);
export type ArchivedPlays = Static<typeof ArchivedPlays>;

/** A player's plays of a day, as the ledger stores them: that of the day itself, and that of the archive. */
export const ArchiveDay = Type.Object({ play: Play, archived: Play }, { additionalProperties: false });
export type ArchiveDay = Static<typeof ArchiveDay>;

/** A month of the archive: the past days that can be played, and the player's results. */
export const ArchiveMonth = Type.Object(
  {
    month: Month,
    first: Day,
    last: Day,
    plays: Type.Array(ArchivedPlay, {
      description: 'Of this month, by day; a day without one was not played',
    }),
  },
  {
    additionalProperties: false,
    description: 'first and last: the first and last day of the whole archive, whichever month is asked for',
  },
);
export type ArchiveMonth = Static<typeof ArchiveMonth>;
