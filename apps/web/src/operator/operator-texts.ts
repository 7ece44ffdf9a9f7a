import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
  title: 'Administration',
  reports: {
    title: 'Mots signalés',
    note: 'Un signalement apparaît le surlendemain : plus tôt, il pourrait dire un mot que vous jouez encore.',
    open: 'À traiter',
    handled: 'Traités',
    none: 'Aucun signalement.',
    older: 'Plus anciens',
    newest: 'Revenir aux plus récents',
    kinds: { should_be_valid: 'devrait être valide', should_not_be_valid: 'ne devrait pas être la réponse' },
    players: (count: number) => (count < 2 ? `${count} joueur` : `${count} joueurs`),
    handle: 'Marquer traité',
    reopen: 'Rouvrir',
  },
  days: {
    title: 'Mots des jours à venir',
    note: 'Un jour sans mot choisi reçoit le sien du tirage. Choisir à nouveau remplace le mot. Les mots de l’entraînement ne peuvent pas être choisis.',
    chooseWarning: (day: string) =>
      `Vous connaîtrez le mot du ${day} : vous ne pourrez plus le jouer avec ce compte, même si le choix est ensuite remplacé ou annulé. Ce jour n’aura pour vous ni points ni place au classement, et arrêtera votre série.`,
    chosen: (day: string) => `Le mot du ${day} est choisi. Vous ne pouvez plus jouer ce jour.`,
    disqualified: (days: string) =>
      `Jours que vous ne pouvez plus jouer, car vous avez choisi ou vu leur mot : ${days}.`,
    day: 'Jour',
    word: 'Mot du jour',
    choose: 'Choisir ce mot',
    remove: 'Annuler le choix',
    removeWarning: (day: string) => `Le mot du ${day} viendra de nouveau du tirage.`,
  },
  reveal: {
    title: 'Voir le mot d’un jour',
    day: 'Jour à voir',
    show: 'Voir le mot',
    warning: (day: string) =>
      `Vous ne pourrez plus jouer le mot du ${day} avec ce compte, et le journal dira que vous l’avez vu. Si vous ne l’avez pas encore fini, ce jour n’aura pour vous ni points ni place au classement, et arrêtera votre série.`,
    shown: (day: string, word: string) =>
      `Le mot du ${day} : ${word}. Si votre partie de ce jour n’était pas finie, elle s’arrête là.`,
  },
  blocked: {
    title: 'Mots bloqués',
    note: 'Un mot bloqué n’est plus jamais la réponse, à partir de demain, même d’un jour pour lequel il a été choisi ; il reste valide comme essai. Les autres opérateurs le voient le surlendemain : plus tôt, il pourrait dire un mot qu’ils jouent encore.',
    word: 'Mot à bloquer',
    block: 'Bloquer',
    unblock: 'Débloquer',
  },
  log: {
    title: 'Journal',
    none: 'Rien pour l’instant.',
    refused: 'refusé',
    hidden: '(affiché le surlendemain)',
    actions: {
      word_chosen: 'Mot choisi pour le',
      choice_removed: 'Choix annulé pour le',
      word_revealed: 'Mot vu du',
      word_blocked: 'Mot bloqué :',
      word_unblocked: 'Mot débloqué :',
      report_handled: 'Signalement traité :',
      report_reopened: 'Signalement rouvert :',
    },
  },
};

const en: typeof fr = {
  title: 'Administration',
  reports: {
    title: 'Reported words',
    note: 'A report appears on the day after the next one: sooner it could tell a word that you still play.',
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
    chooseWarning: (day) =>
      `You will know the word of ${day}: you will no longer be able to play it with this account, even if the choice is replaced or removed afterwards. The day will have no points and no rank for you, and will end your streak.`,
    chosen: (day) => `The word of ${day} is chosen. You can no longer play that day.`,
    disqualified: (days) => `Days that you can no longer play, because you chose or saw their word: ${days}.`,
    removeWarning: (day) => `The word of ${day} will come by lot again.`,
  },
  reveal: {
    title: 'See the word of a day',
    day: 'Day to be seen',
    show: 'See the word',
    warning: (day) =>
      `You will no longer be able to play the word of ${day} with this account, and the log will say that you saw it. If you have not finished it yet, the day will have no points and no rank for you, and will end your streak.`,
    shown: (day, word) =>
      `The word of ${day}: ${word}. If your play of that day was not finished, it ends here.`,
  },
  blocked: {
    title: 'Blocked words',
    note: 'A blocked word is never an answer again, from tomorrow on, also not of a day for which it was chosen; it stays valid as an attempt. Other operators see it on the day after the next one: sooner it could tell a word that they still play.',
    word: 'Word to block',
    block: 'Block',
    unblock: 'Unblock',
  },
  log: {
    title: 'Log',
    none: 'Nothing so far.',
    refused: 'refused',
    hidden: '(shown on the day after the next one)',
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

/** The texts of the operator’s page, in the current language; loaded together with it. */
export const operatorTexts = translated({ fr, en });
