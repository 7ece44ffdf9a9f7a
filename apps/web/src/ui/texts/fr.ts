const unexpected = 'Une erreur inattendue est survenue. Vous pouvez réessayer.';

/** The French texts that several features need; their shape is the shape of every language. */
export const fr = {
  locale: 'fr-FR',
  pages: 'Pages',
  views: {
    game: 'Jeu',
    practice: 'Entraînement',
    leaderboard: 'Classement',
    leagues: 'Ligues',
    statistics: 'Statistiques',
    archive: 'Archives',
    help: 'Aide',
    operator: 'Administration',
  },
  home: (name: string) => `${name}, retour au jeu`,
  unexpected,
  /** What the player reads of a refusal. The server speaks French, so its message is shown. */
  refusal: (_code: string, message: string | undefined) => message ?? unexpected,
  connectionLost: 'Connexion perdue, nouvel essai…',
  loading: 'Chargement…',
  practiceMeanwhile: 'S’entraîner en attendant',
  toGame: 'Aller au jeu',
  close: 'Fermer',
  cancel: 'Annuler',
  newVersion: 'Une nouvelle version est prête.',
  reload: 'Recharger',
  notLoaded: 'Cette partie de la page n’a pas pu être chargée.',
  login: {
    title: 'Il faut un compte pour cela',
    link: 'Se connecter',
    newcomer: 'Pas encore de compte ? Vous pourrez en créer un à l’étape suivante.',
    reasons: {
      leagues: 'Une ligue a son propre classement, entre ceux que vous invitez. Ses membres ont un compte.',
      operator: 'L’administration est réservée aux opérateurs.',
    },
  },
  /** For those who play without an account. */
  guest: {
    newcomer: 'Première visite ?',
    makeAccount: 'Créer un compte',
    why: 'pour garder cette partie et votre série, et figurer au classement.',
    loggedOut: 'Vous n’êtes plus connecté : vous jouez sans compte.',
    unranked: 'Qui joue sans compte n’est pas classé.',
    statistics:
      'Vous jouez sans compte : vos parties sont liées à ce navigateur, et oubliées deux mois après la dernière. Un compte les garde.',
    report: 'Il faut un compte pour signaler un mot.',
  },
  logout: 'Se déconnecter',
  loggedInAs: (name: string) => `Connecté : ${name}`,
};

/** The shared texts of one language. */
export type Texts = typeof fr;
