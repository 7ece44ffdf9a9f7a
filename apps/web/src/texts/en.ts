import type { Mark } from '@motus/contracts';
import { leagues } from './en-leagues.ts';
import type { Texts } from './fr.ts';

const marks: Record<Mark, string> = { correct: 'in place', present: 'misplaced', absent: 'absent' };

const unexpected = 'Something unexpected went wrong. You can try again.';

/** What the server refuses, by its code: its own messages are French. */
const refusals: Record<string, string> = {
  word_letters: 'A word has only letters, A to Z.',
  word_length: 'The word has another number of letters.',
  word_first_letter: 'The word begins with the given letter.',
  word_unknown: 'This word is not in our French dictionary.',
  day_closed: 'The word of this day cannot be played, or not any more.',
  row_conflict: 'This row was played differently elsewhere; here is the state of the play.',
  play_finished: 'This play has ended.',
  play_not_started: 'The day is over and this play had not begun.',
  league_not_found: 'There is no such league, or you are not in it.',
  not_league_owner: 'Only the owner of the league can do that.',
  too_many_leagues: 'You are in as many leagues as one can be.',
  league_id_taken: 'The league could not be made; try again.',
  league_full: 'This league is full.',
  invitation_invalid: 'This invitation counts no more: ask for a new link.',
  word_is_valid: 'This word is valid.',
  word_is_unknown: 'This word is not valid.',
  too_many_reports: 'You have reported enough for today.',
  disqualified: 'You have been shown the word of this day.',
  too_many_requests: 'Too many requests; try again in a moment.',
  try_again: 'The service is not available right now; try again in a moment.',
};

/** The English texts. */
export const en: Texts = {
  locale: 'en-GB',
  pages: 'Pages',
  views: {
    game: 'Play',
    practice: 'Practice',
    leaderboard: 'Leaderboard',
    leagues: 'Leagues',
    statistics: 'Statistics',
    help: 'Help',
  },
  home: (name) => `${name}, back to the game`,
  marks,
  unexpected,
  refusal: (code) => refusals[code] ?? unexpected,
  connectionLost: 'Connection lost, trying again…',
  loading: 'Loading…',
  practiceMeanwhile: 'Practise meanwhile',
  close: 'Close',
  cancel: 'Cancel',
  newVersion: 'A new version is ready.',
  reload: 'Reload',
  notLoaded: 'This part of the page could not be loaded.',

  login: {
    title: 'One French word a day, six attempts',
    pitch:
      'The first letter is given. Find the word of the day, the same for everybody, and climb the leaderboard.',
    link: 'Log in',
    newcomer: 'No account yet? You can make one in the next step.',
    help: 'How to play',
    practice: 'Practise without an account',
  },
  logout: 'Log out',
  loggedInAs: (name) => `Logged in: ${name}`,

  game: {
    title: 'The word of the day',
    lateTitle: 'Yesterday’s word',
    late: 'late',
    letters: (count) => `${count} letters`,
    grid: 'Grid',
    incomplete: (length) => `Letters are missing: the word has ${length}.`,
    sending: 'Sending…',
    newWord: 'Midnight has passed: here is the word of the new day.',
    keptPlay: 'Midnight has passed: you can still finish this play; it will be marked “late”.',
    unfinished: 'Yesterday’s play is not finished.',
    finishUnfinished: 'Finish yesterday’s play',
    toToday: 'Back to the word of the day',
    hardMode: 'hard mode',
  },
  hardMode: {
    place: (letter, place) => `Hard mode: ${letter} must stay in position ${place}.`,
    letter: (letter, count) =>
      count === 1
        ? `Hard mode: the word must contain ${letter}.`
        : `Hard mode: the word must contain ${letter} ${count} times.`,
  },
  row: {
    done: (row, letters) => `Row ${row}: ${letters}.`,
    current: (row, letters) => `Row ${row}, being written: ${letters}.`,
    ahead: (row) => `Row ${row}, empty.`,
    mark: (letter, mark) => `${letter} ${marks[mark]}`,
    hint: (letter) => `${letter} suggested`,
    blank: 'blank',
    cursor: (place, letter) => `Cell ${place}: ${letter}.`,
  },
  summary: {
    open: 'State of the play',
    title: 'State of the play',
    word: (length, letters) => `Word of ${length} letters: ${letters}.`,
    unknown: 'unknown',
    left: (attempts) => `${plural(attempts, 'attempt')} left.`,
    misplaced: (letters) => `In the word, place unknown: ${letters}.`,
    absent: (letters) => `Not in the word: ${letters}.`,
  },
  keyboard: {
    region: 'Keyboard',
    key: (letter, mark) => (mark ? `${letter}, ${marks[mark]}` : letter),
    erase: 'Erase',
    submit: 'Enter',
  },
  result: {
    region: 'Result',
    won: (attempts) => `Won in ${plural(attempts, 'attempt')}!`,
    lost: 'Lost!',
    answer: 'The word was',
    definition: (word) => `Definition of ${word}`,
    points: (points) => (points === 0 ? 'No points' : plural(points, 'point')),
    nextWord: (time) => `Next word at ${time}, in`,
    leaderboard: 'See the leaderboard',
    practice: 'Another word, for practice',
  },
  report: {
    should_be_valid: (word) => `Should ${word} be valid?`,
    should_not_be_valid: (word) => `Should ${word} not be an answer?`,
    thanks: 'Reported, thank you.',
  },
  sharing: {
    share: 'Share',
    image: 'Image',
    spoken: 'In words',
    time: 'Include the time',
    outcomes: {
      shared: 'Shared.',
      copied: 'Copied: it can be pasted now.',
      saved: 'The image is saved.',
      failed: 'Neither sharing nor copying was possible.',
      cancelled: '',
    },
  },
  practice: {
    title: 'Practice',
    note: 'As many words as you like, never that of the day; nothing is counted.',
    choose: 'Length of the word',
    letters: (count) => `${count} letters`,
    next: 'Another word',
    unavailable: 'The words for practice could not be loaded.',
    retry: 'Try again',
    unknownWord: 'This word is not in our French dictionary.',
    playedElsewhere: 'This play has gone on in another tab; here it is.',
    tally: (won, lost) => `Found: ${won}. Missed: ${lost}.`,
  },

  leaderboard: {
    periods: {
      day: { tab: 'Day', title: 'Leaderboard of the day' },
      week: { tab: 'Week', title: 'Leaderboard of the week' },
      month: { tab: 'Month', title: 'Leaderboard of the month' },
      all: { tab: 'All time', title: 'Leaderboard of all time' },
    },
    choose: 'Period',
    players: (count) => plural(count, 'ranked player'),
    rank: 'Rank',
    noRank: '–',
    player: 'Player',
    points: 'Points',
    you: '(you)',
    gap: '…',
    empty: 'Nobody is ranked yet: the first place is free.',
    unranked: 'You are not on this leaderboard yet: finish a play to get there.',
  },
  leagues,
  statistics: {
    title: 'Your statistics',
    played: 'Plays',
    won: (share) => `Plays won (${share})`,
    currentStreak: 'Current streak',
    longestStreak: 'Longest streak',
    mean: 'Mean attempts',
    points: 'Points',
    none: '–',
    distribution: 'Plays won by number of attempts',
    attempts: 'Attempts',
    wins: 'Plays won',
    empty: 'Finish a first play: it will appear here.',
  },
  help: {
    title: 'How to play',
    rules: [
      'Find the French word of the day, 6 to 9 letters, in six attempts. Its first letter is given.',
      'Each attempt is a French word that begins with that letter. A refused word costs nothing.',
      'Accents do not count: É is played as E, Œ as OE.',
      'Letters in their place are suggested in the next row; you can type over them.',
      'In hard mode (see the settings), hints that were found must be used.',
      'The fewer attempts, the more points. The word changes at midnight; a play that has begun can be finished the next day, marked “late”.',
    ],
    colours: 'Colours and shapes',
    correct: 'Square: the letter is in its place.',
    present: 'Disc: the letter is in the word, in another place.',
    absent: 'Plain: the letter is not, or no longer, in the word.',
    doubles: 'Double letters',
    doublesRule:
      'A letter is marked only while copies of it are left in the word: those in their place count first, then the others, from left to right.',
    example: (guess, answer) => `${guess}, when the word is ${answer}`,
    examples: [
      {
        guess: 'BALLON',
        answer: 'BULBES',
        lesson:
          'BULBES has one L only, and it is in its place: no copy is left for the second L of BALLON, so its cell stays plain.',
      },
      {
        guess: 'BANNIE',
        answer: 'BANANE',
        lesson: 'BANANE has two Ns: the first is in its place, the other is elsewhere, so it is in a disc.',
      },
    ],
    keyboard: 'With a keyboard',
    keys: [
      'Letters are typed on the keyboard or on the screen; Enter submits, Backspace erases.',
      'The arrows, Home and End move the cursor; so does a click or a touch on a cell. Delete empties the cell of the cursor.',
    ],
  },
  settings: {
    open: 'Settings',
    title: 'Settings',
    auto: 'Automatic',
    language: 'Language',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Theme',
    themes: { light: 'Light', dark: 'Dark', contrast: 'High contrast' },
    palette: 'Colours',
    palettes: { classic: 'Classic', safe: 'Colour-blind safe' },
    keyboard: 'Keyboard on the screen',
    volume: 'Sounds',
    volumes: ['Off', 'Soft', 'Medium', 'Loud'],
    vibration: 'Vibration',
    hardMode: 'Hard mode',
    hardModeNote: 'Hints that were found must be used; a star shows it when you share.',
    account: 'Account',
  },
};

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}
