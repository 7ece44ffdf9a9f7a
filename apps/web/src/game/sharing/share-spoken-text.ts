import { ATTEMPTS, type Mark } from '@motus/game';
import type { FinishedPlay } from './finished-play.ts';

/**
 * Describes a play for screen readers: a sentence for the result and one for each row, without emoji.
 *
 *     Motus du 21 novembre 2026 : gagné en 2 essais sur 6, en 2 minutes et 5 secondes.
 *     Ligne 1 : lettre 1 bien placée, lettre 3 mal placée, lettres 2, 4, 5 et 6 absentes.
 *     Ligne 2 : tout est bien placé.
 *     https://motus.example
 */
export function shareSpokenText(play: FinishedPlay): string {
  const phrases = play.locale.startsWith('fr') ? french : english;
  const list = new Intl.ListFormat(play.locale, { type: 'conjunction' });
  const details = [
    play.state === 'won' ? phrases.won(play.rows.length) : phrases.lost,
    ...(play.hard ? [phrases.hard] : []),
    ...(play.seconds === undefined ? [] : [phrases.within(spokenDuration(play.seconds, play.locale, list))]),
  ];
  const rows = play.rows.map((row, at) => phrases.row(at + 1, spokenRow(row, phrases, list)));
  return [phrases.result(play.name, spokenDay(play), details.join(', ')), ...rows, play.url].join('\n');
}

const MARKS = ['correct', 'present', 'absent'] as const satisfies Mark[];

function spokenRow(row: readonly Mark[], phrases: Phrases, list: Intl.ListFormat): string {
  if (row.every((mark) => mark === 'correct')) return phrases.allCorrect;
  return MARKS.flatMap((mark) => {
    const places = row.flatMap((each, at) => (each === mark ? [String(at + 1)] : []));
    return places.length === 0 ? [] : [phrases.letters(list.format(places), places.length, mark)];
  }).join(', ');
}

function spokenDay({ day, locale }: FinishedPlay): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}

/** « 2 minutes et 5 secondes » */
function spokenDuration(seconds: number, locale: string, list: Intl.ListFormat): string {
  const whole = Math.round(seconds);
  const parts = [
    { unit: 'hour', count: Math.floor(whole / 3600) },
    { unit: 'minute', count: Math.floor(whole / 60) % 60 },
    { unit: 'second', count: whole % 60 },
  ].filter(({ count }) => count > 0);
  return list.format(
    parts.map(({ unit, count }) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
    ),
  );
}

interface Phrases {
  result(name: string, day: string, details: string): string;
  won(attempts: number): string;
  lost: string;
  hard: string;
  within(duration: string): string;
  row(number: number, marks: string): string;
  allCorrect: string;
  letters(places: string, count: number, mark: Mark): string;
}

const french: Phrases = {
  result: (name, day, details) => `${name} du ${day} : ${details}.`,
  won: (attempts) => `gagné en ${attempts} ${attempts === 1 ? 'essai' : 'essais'} sur ${ATTEMPTS}`,
  lost: `perdu en ${ATTEMPTS} essais`,
  hard: 'en mode difficile',
  within: (duration) => `en ${duration}`,
  row: (number, marks) => `Ligne ${number} : ${marks}.`,
  allCorrect: 'tout est bien placé',
  letters(places, count, mark) {
    const s = count === 1 ? '' : 's';
    const phrases: Record<Mark, string> = {
      correct: `bien placée${s}`,
      present: `mal placée${s}`,
      absent: `absente${s}`,
    };
    return `lettre${s} ${places} ${phrases[mark]}`;
  },
};

const english: Phrases = {
  result: (name, day, details) => `${name} of ${day}: ${details}.`,
  won: (attempts) => `won in ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} of ${ATTEMPTS}`,
  lost: `lost after ${ATTEMPTS} attempts`,
  hard: 'in hard mode',
  within: (duration) => `in ${duration}`,
  row: (number, marks) => `Row ${number}: ${marks}.`,
  allCorrect: 'all letters in place',
  letters(places, count, mark) {
    const phrases: Record<Mark, string> = { correct: 'in place', present: 'misplaced', absent: 'absent' };
    return `${count === 1 ? 'letter' : 'letters'} ${places} ${phrases[mark]}`;
  },
};
