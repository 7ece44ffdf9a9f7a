import type { Mark } from '@motus/contracts';
import { leagues } from '../../leagues/leagues-fr.ts';

const marks: Record<Mark, string> = { correct: 'bien placé', present: 'mal placé', absent: 'absent' };

/** The French texts; their shape is the shape of every language. */
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
  marks,
  unexpected: 'Une erreur inattendue est survenue. Vous pouvez réessayer.',
  /** What a refusal of the server says to the player: the server speaks French itself. */
  refusal: (_code: string, message: string) => message,
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
  /** To those who play without an account. */
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

  game: {
    title: 'Le mot du jour',
    lateTitle: 'Le mot d’hier',
    late: 'en retard',
    letters: (count: number) => `${count} lettres`,
    grid: 'Grille',
    incomplete: (length: number) => `Il manque des lettres : le mot en compte ${length}.`,
    sending: 'Envoi…',
    newWord: 'Minuit est passé : voici le mot du nouveau jour.',
    keptPlay: 'Minuit est passé : vous pouvez encore finir cette partie, marquée « en retard ».',
    unfinished: 'La partie d’hier n’est pas finie.',
    finishUnfinished: 'Finir la partie d’hier',
    toToday: 'Revenir au mot du jour',
    hardMode: 'mode difficile',
  },
  hardMode: {
    place: (letter: string, place: number) =>
      `Mode difficile : la lettre ${letter} doit rester en position ${place}.`,
    letter: (letter: string, count: number) =>
      count === 1
        ? `Mode difficile : le mot doit contenir la lettre ${letter}.`
        : `Mode difficile : le mot doit contenir ${count} fois la lettre ${letter}.`,
  },
  row: {
    done: (row: number, letters: string) => `Ligne ${row} : ${letters}.`,
    current: (row: number, letters: string) => `Ligne ${row}, en cours : ${letters}.`,
    ahead: (row: number) => `Ligne ${row}, vide.`,
    mark: (letter: string, mark: Mark) => `${letter} ${marks[mark]}`,
    hint: (letter: string) => `${letter} proposé`,
    blank: 'vide',
    cursor: (place: number, letter: string) => `Case ${place} : ${letter}.`,
  },
  summary: {
    open: 'État de la partie',
    title: 'État de la partie',
    word: (length: number, letters: string) => `Mot de ${length} lettres : ${letters}.`,
    unknown: 'inconnue',
    left: (attempts: number) => `Il reste ${plural(attempts, 'essai')}.`,
    misplaced: (letters: string) => `Dans le mot, place inconnue : ${letters}.`,
    absent: (letters: string) => `Pas dans le mot : ${letters}.`,
  },
  keyboard: {
    region: 'Clavier',
    key: (letter: string, mark: Mark | undefined) => (mark ? `${letter}, ${marks[mark]}` : letter),
    erase: 'Effacer',
    submit: 'Valider',
  },
  result: {
    region: 'Résultat',
    won: (attempts: number) => `Gagné en ${plural(attempts, 'essai')} !`,
    lost: 'Perdu !',
    answer: 'Le mot était',
    definition: 'Définition',
    points: (points: number) => (points === 0 ? 'Aucun point' : plural(points, 'point')),
    nextWord: (time: string) => `Prochain mot à ${time}, dans`,
    leaderboard: 'Voir le classement',
    practice: 'Un autre mot, pour s’entraîner',
    archive: 'Les mots des jours passés',
  },
  report: {
    should_be_valid: (word: string) => `${word} devrait être valide ?`,
    should_not_be_valid: (word: string) => `${word} ne devrait pas être la réponse ?`,
    thanks: 'C’est signalé, merci.',
  },
  sharing: {
    share: 'Partager',
    /** What a play of the archive is called where it is shared. */
    archive: (name: string) => `${name} (archives)`,
    image: 'Image',
    spoken: 'En toutes lettres',
    time: 'Indiquer le temps',
    outcomes: {
      shared: 'C’est partagé.',
      copied: 'C’est copié : il n’y a plus qu’à coller.',
      saved: 'L’image est enregistrée.',
      failed: 'Ni le partage ni la copie n’a été possible.',
      cancelled: '',
    },
  },
  practice: {
    title: 'Entraînement',
    note: 'Des mots à volonté, jamais celui du jour ; rien n’est compté.',
    choose: 'Longueur du mot',
    letters: (count: number) => `${count} lettres`,
    next: 'Un autre mot',
    unavailable: 'Les mots de l’entraînement n’ont pas pu être chargés.',
    retry: 'Réessayer',
    unknownWord: 'Ce mot n’est pas dans notre dictionnaire.',
    playedElsewhere: 'Cette partie a continué dans un autre onglet ; la voici.',
    tally: (won: number, lost: number) => `Trouvés : ${won}. Manqués : ${lost}.`,
  },

  leaderboard: {
    periods: {
      day: { tab: 'Jour', title: 'Classement du jour' },
      week: { tab: 'Semaine', title: 'Classement de la semaine' },
      month: { tab: 'Mois', title: 'Classement du mois' },
      all: { tab: 'Toujours', title: 'Classement de toujours' },
    },
    choose: 'Période',
    players: (count: number) => plural(count, 'joueur classé', 'joueurs classés'),
    rank: 'Rang',
    noRank: '–',
    player: 'Joueur',
    points: 'Points',
    you: '(vous)',
    gap: '…',
    empty: 'Personne n’est encore classé : la première place est à prendre.',
    unranked: 'Vous n’êtes pas encore dans ce classement : finissez une partie pour y entrer.',
  },
  leagues,
  statistics: {
    title: 'Vos statistiques',
    played: 'Parties jouées',
    won: (share: string) => `Parties gagnées (${share})`,
    currentStreak: 'Série en cours',
    longestStreak: 'Plus longue série',
    mean: 'Essais en moyenne',
    points: 'Points',
    none: '–',
    distribution: 'Parties gagnées par nombre d’essais',
    attempts: 'Essais',
    wins: 'Parties gagnées',
    empty: 'Finissez une première partie : elle apparaîtra ici.',
  },
  help: {
    title: 'Comment jouer',
    rules: [
      'Trouvez le mot du jour, de 6 à 9 lettres, en six essais. Sa première lettre est donnée.',
      'Chaque essai est un mot français qui commence par cette lettre. Un mot refusé ne coûte rien.',
      'Les accents ne comptent pas : É se joue E, Œ se joue OE.',
      'Les lettres bien placées sont proposées à la ligne suivante ; vous pouvez taper par-dessus.',
      'En mode difficile (dans les réglages), les indices trouvés doivent être utilisés.',
      'Moins il faut d’essais, plus il y a de points. Le mot change à minuit ; une partie commencée peut être finie le lendemain, marquée « en retard ».',
    ],
    colours: 'Les couleurs et les formes',
    correct: 'Carré : la lettre est bien placée.',
    present: 'Rond : la lettre est dans le mot, à une autre place.',
    absent: 'Case unie : la lettre n’est pas, ou plus, dans le mot.',
    doubles: 'Les lettres doubles',
    doublesRule:
      'Une lettre n’est marquée que s’il en reste dans le mot : les bien placées comptent d’abord, puis les autres, de gauche à droite.',
    example: (guess: string, answer: string) => `${guess}, quand le mot est ${answer}`,
    examples: [
      {
        guess: 'BALLON',
        answer: 'BULBES',
        lesson:
          'BULBES n’a qu’un L, et il est bien placé : le second L de BALLON n’est plus dans le mot, sa case reste unie.',
      },
      {
        guess: 'BANNIE',
        answer: 'BANANE',
        lesson: 'BANANE a deux N : le premier est bien placé, l’autre est ailleurs, donc dans un rond.',
      },
    ],
    keyboard: 'Au clavier',
    keys: [
      'Les lettres s’écrivent au clavier ou à l’écran ; Entrée valide, Retour arrière efface.',
      'Les flèches, Début et Fin déplacent le curseur ; un clic ou un toucher sur une case aussi. Suppr vide la case du curseur.',
    ],
  },
  settings: {
    open: 'Réglages',
    title: 'Réglages',
    auto: 'Automatique',
    language: 'Langue',
    languages: { fr: 'Français', en: 'English' },
    theme: 'Thème',
    themes: { light: 'Clair', dark: 'Sombre', contrast: 'Contraste élevé' },
    palette: 'Couleurs',
    palettes: { classic: 'Classiques', safe: 'Pour daltoniens' },
    keyboard: 'Clavier à l’écran',
    volume: 'Sons',
    volumes: ['Coupés', 'Doux', 'Moyens', 'Forts'],
    vibration: 'Vibrations',
    hardMode: 'Mode difficile',
    hardModeNote: 'Les indices trouvés doivent être utilisés ; une étoile le montre au partage.',
    account: 'Compte',
  },
};

/** The texts of one language. */
export type Texts = typeof fr;

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;
}
