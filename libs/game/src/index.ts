export { ARCHIVE_FIRST_DAY, inArchive, isDay } from './archive.ts';
export { dayAfter, dayAt, dayBefore, monthOf, nextMidnight, weekOf } from './calendar.ts';
export { encodePattern, readPlay, type WrittenPlay, writeRow } from './notation.ts';
export { type Mark, pattern } from './pattern.ts';
export { ATTEMPTS, type PlayState, playState } from './play.ts';
export { points } from './points.ts';
export { type Refusal, refusal, type WordRules } from './refusal.ts';
