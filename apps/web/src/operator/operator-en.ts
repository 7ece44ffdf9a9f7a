import type { fr } from './operator-fr.ts';

/** The English texts of the operator's page. */
export const en: typeof fr = {
  title: 'Administration',
  reports: {
    title: 'Reported words',
    open: 'To be handled',
    handled: 'Handled',
    none: 'No reports.',
    older: 'Older ones',
    newest: 'Back to the newest',
    kinds: { should_be_valid: 'should be valid', should_not_be_valid: 'should not be an answer' },
    players: (count) => (count === 1 ? `${count} player` : `${count} players`),
    handle: 'Mark as handled',
    reopen: 'Reopen',
  },
  days: {
    title: 'Words of coming days',
    note: 'A day without a chosen word gets one by lot. Choosing again replaces the word. Words for practice cannot be chosen.',
    day: 'Day',
    word: 'Word of the day',
    choose: 'Choose this word',
    remove: 'Remove the choice',
    removeWarning: (day) => `The word of ${day} will come by lot again.`,
  },
  reveal: {
    title: 'See the word of a day',
    day: 'Day to be seen',
    show: 'See the word',
    warning: (day) =>
      `You will no longer be able to play the word of ${day} with this account, and the log will say that you saw it.`,
    shown: (day, word) => `The word of ${day}: ${word}`,
  },
  blocked: {
    title: 'Blocked words',
    note: 'A blocked word is never an answer again, from tomorrow on; it stays valid as an attempt.',
    word: 'Word to block',
    block: 'Block',
    unblock: 'Unblock',
  },
  log: {
    title: 'Log',
    none: 'Nothing so far.',
    refused: 'refused',
    actions: {
      word_chosen: 'Word chosen for',
      choice_removed: 'Choice removed for',
      word_revealed: 'Word seen of',
      word_blocked: 'Word blocked:',
      word_unblocked: 'Word unblocked:',
      report_handled: 'Report handled:',
      report_reopened: 'Report reopened:',
    },
  },
};
