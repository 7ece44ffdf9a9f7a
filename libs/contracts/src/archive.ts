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

/** What a player has made of a past day: the play of that day where there is one, else the one of the archive. */
export const ArchivedPlay = Type.Object(
  {
    day: Day,
    state: PlayStateSchema,
    attempts: Type.Integer({ minimum: 1, maximum: ATTEMPTS, description: 'So far' }),
    archive: Type.Boolean({ description: 'Played in the archive, not on its day' }),
  },
  { additionalProperties: false },
);
export type ArchivedPlay = Static<typeof ArchivedPlay>;

/** What the ledger knows of a month, by day. */
export const ArchivedPlays = Type.Object(
  { plays: Type.Array(ArchivedPlay) },
  { additionalProperties: false },
);
export type ArchivedPlays = Static<typeof ArchivedPlays>;

/** What the ledger knows of a day: the play of the day itself, and the one of the archive. */
export const ArchiveDay = Type.Object({ play: Play, archived: Play }, { additionalProperties: false });
export type ArchiveDay = Static<typeof ArchiveDay>;

/** A month of the archive: the past days that can be played, and what the player has made of them. */
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
