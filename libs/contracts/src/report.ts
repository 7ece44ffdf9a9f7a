import { type Static, Type } from 'typebox';
import { Word } from './play.ts';

/** The largest number of reports of one player in a day. */
export const MAX_REPORTS_PER_DAY = 20;

export const ReportKind = Type.Union([Type.Literal('should_be_valid'), Type.Literal('should_not_be_valid')], {
  description: 'should_not_be_valid: also for words that should only never be an answer',
});
export type ReportKind = Static<typeof ReportKind>;

/** A player's report of a word; a repeated report counts once. */
export const WordReport = Type.Object({ word: Word, kind: ReportKind }, { additionalProperties: false });
export type WordReport = Static<typeof WordReport>;

/** A report as a player sends it, with the word as typed. */
export const WordReportRequest = Type.Object(
  {
    word: Type.String({ maxLength: 64, description: 'Lower case and accents are accepted' }),
    kind: ReportKind,
  },
  { additionalProperties: false },
);

/** The reports of all players of a word. */
export const ReportedWord = Type.Object(
  {
    ...WordReport.properties,
    players: Type.Integer({ minimum: 1, description: 'The number of players who reported it' }),
    reportedAt: Type.Integer({ description: 'The first report, in milliseconds since the Unix epoch' }),
  },
  { additionalProperties: false },
);
export type ReportedWord = Static<typeof ReportedWord>;

export const ReportedWords = Type.Object(
  {
    reports: Type.Array(ReportedWord, { description: 'Newest first' }),
    next: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: '`from` of the next page; null after the last',
    }),
  },
  { additionalProperties: false },
);
export type ReportedWords = Static<typeof ReportedWords>;

/** The filter and the page of a list of reports. */
export const ReportsQuery = Type.Object(
  {
    handled: Type.Optional(
      Type.Boolean({ description: 'True: handled reports; false or missing: the others' }),
    ),
    from: Type.Optional(
      Type.Integer({ minimum: 0, description: 'The number of reports to skip; default: 0' }),
    ),
  },
  { additionalProperties: false },
);
export type ReportsQuery = Static<typeof ReportsQuery>;

export const ReportHandling = Type.Object({ handled: Type.Boolean() }, { additionalProperties: false });
