import type { Texts } from './fr.ts';

const unexpected = 'Something unexpected went wrong. You can try again.';

/** Refusals by their code, because the messages of the server are French. */
const refusals: Record<string, string> = {
  word_letters: 'A word has only letters, A to Z.',
  word_length: 'The word has another number of letters.',
  word_first_letter: 'The word begins with the given letter.',
  word_unknown: 'This word is not in our French dictionary.',
  day_closed: 'The word of this day cannot be played, or not any more.',
  row_conflict: 'This row was played differently elsewhere; here is the state of the play.',
  play_finished: 'This play has ended.',
  archive_month_unknown: 'The archive does not have this month.',
  archive_day_unknown: 'The archive does not have this day.',
  play_unfinished: 'Finish the play of this day first.',
  guest_moved: 'This play was merged into an account: log in.',
  play_not_started: 'The day is over and this play had not begun.',
  league_not_found: 'There is no such league, or you are not in it.',
  not_league_owner: 'Only the owner of the league can do that.',
  too_many_leagues: 'You cannot be in more leagues.',
  league_id_taken: 'The league could not be made; try again.',
  league_full: 'This league is full.',
  invitation_invalid: 'This invitation is no longer valid: ask for a new link.',
  word_is_valid: 'This word is valid.',
  word_is_unknown: 'This word is not valid.',
  too_many_reports: 'You have reported enough for today.',
  disqualified: 'You chose or saw the word of this day: you can no longer play it.',
  not_operator: 'Only an operator can do that.',
  report_not_found: 'There is no such report.',
  word_blocked: 'This word is blocked.',
  word_for_practice: 'Players practise with this word, so it cannot be the answer.',
  day_begun: 'This day has begun.',
  day_over: 'This day is over.',
  day_too_far: 'This day is too far ahead.',
  too_many_blocked_words: 'No more words can be blocked.',
  too_many_requests: 'Too many requests; try again in a moment.',
  try_again: 'The service is not available right now; try again in a moment.',
};

/** The English texts that several features need. */
export const en: Texts = {
  locale: 'en-GB',
  pages: 'Pages',
  views: {
    game: 'Play',
    practice: 'Practice',
    leaderboard: 'Leaderboard',
    leagues: 'Leagues',
    statistics: 'Statistics',
    archive: 'Archive',
    help: 'Help',
    operator: 'Administration',
  },
  home: (name) => `${name}, back to the game`,
  unexpected,
  refusal: (code) => refusals[code] ?? unexpected,
  connectionLost: 'Connection lost, trying again…',
  loading: 'Loading…',
  practiceMeanwhile: 'Practise in the meantime',
  toGame: 'Go to the game',
  close: 'Close',
  cancel: 'Cancel',
  newVersion: 'A new version is ready.',
  reload: 'Reload',
  notLoaded: 'This part of the page could not be loaded.',
  login: {
    title: 'That needs an account',
    link: 'Log in',
    newcomer: 'No account yet? You can make one in the next step.',
    reasons: {
      leagues:
        'A league has a leaderboard of its own, among those whom you invite. Its members have accounts.',
      operator: 'The administration is for operators only.',
    },
  },
  guest: {
    newcomer: 'New here?',
    makeAccount: 'Make an account',
    why: 'to keep this play and your streak, and to be on the leaderboard.',
    loggedOut: 'You are not logged in any more: you play without an account.',
    unranked: 'Players without an account are not ranked.',
    statistics:
      'You play without an account: your plays belong to this browser, and are forgotten two months after the last one. An account keeps them.',
    report: 'Reporting a word needs an account.',
  },
  logout: 'Log out',
  loggedInAs: (name) => `Logged in: ${name}`,
};
