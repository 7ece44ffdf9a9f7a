/** The French texts of the operator's page. */
export const fr = {
  title: 'Administration',
  reports: {
    title: 'Mots signalés',
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
      `Vous ne pourrez plus jouer le mot du ${day} avec ce compte, et le journal dira que vous l’avez vu.`,
    shown: (day: string, word: string) => `Le mot du ${day} : ${word}`,
  },
  blocked: {
    title: 'Mots bloqués',
    note: 'Un mot bloqué n’est plus jamais la réponse, à partir de demain ; il reste valide comme essai.',
    word: 'Mot à bloquer',
    block: 'Bloquer',
    unblock: 'Débloquer',
  },
  log: {
    title: 'Journal',
    none: 'Rien pour l’instant.',
    refused: 'refusé',
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
