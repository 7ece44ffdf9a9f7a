import type { Mark, Period } from '@motus/contracts';

const marks: Record<Mark, string> = { correct: 'bien placé', present: 'mal placé', absent: 'absent' };

const periods: Record<Period, { tab: string; title: string; slug: string }> = {
  day: { tab: 'Jour', title: 'Classement du jour', slug: 'jour' },
  week: { tab: 'Semaine', title: 'Classement de la semaine', slug: 'semaine' },
  month: { tab: 'Mois', title: 'Classement du mois', slug: 'mois' },
  all: { tab: 'Toujours', title: 'Classement de toujours', slug: 'toujours' },
};

/** Everything that a player reads or hears and that the server does not say, in French. */
export const texts = {
  locale: 'fr-FR',
  name: 'Motus',
  pages: 'Pages',
  views: {
    game: { link: 'Jeu', slug: '' },
    leaderboard: { link: 'Classement', slug: 'classement' },
    statistics: { link: 'Statistiques', slug: 'statistiques' },
    help: { link: 'Aide', slug: 'aide' },
  },
  marks,
  unexpected: 'Une erreur inattendue est survenue. Vous pouvez réessayer.',
  connectionLost: 'Connexion perdue, nouvel essai…',
  loading: 'Chargement…',

  login: {
    greeting: 'BONJOUR',
    greetingAnswer: 'BOUTONS',
    title: 'Un mot par jour, six essais',
    pitch:
      'La première lettre est offerte. Trouvez le mot du jour, le même pour tous, et gravissez le classement.',
    link: 'Se connecter',
    newcomer: 'Pas encore de compte ? Vous pourrez en créer un à l’étape suivante.',
    help: 'Comment jouer ?',
  },
  logout: 'Se déconnecter',

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
  },
  row: {
    done: (row: number, letters: string) => `Ligne ${row} : ${letters}.`,
    current: (row: number, letters: string) => `Ligne ${row}, en cours : ${letters}.`,
    ahead: (row: number) => `Ligne ${row}, vide.`,
    mark: (letter: string, mark: Mark) => `${letter} ${marks[mark]}`,
    hint: (letter: string) => `${letter} proposé`,
    blank: 'vide',
  },
  keyboard: {
    region: 'Clavier',
    key: (letter: string, mark: Mark | undefined) => (mark ? `${letter}, ${marks[mark]}` : letter),
    erase: 'Effacer',
    submit: 'Valider',
  },
  result: {
    region: 'Résultat',
    won: (attempts: number) => `Gagné en ${attempts} ${attempts === 1 ? 'essai' : 'essais'} !`,
    lost: 'Perdu !',
    answer: 'Le mot était',
    points: (points: number) => (points === 0 ? 'Aucun point' : plural(points, 'point')),
    nextWord: (time: string) => `Prochain mot à ${time}, dans`,
    leaderboard: 'Voir le classement',
  },

  leaderboard: {
    periods,
    choose: 'Période',
    players: (count: number) => `${plural(count, 'joueur classé', 'joueurs classés')}`,
    rank: 'Rang',
    player: 'Joueur',
    points: 'Points',
    you: '(vous)',
    gap: '…',
    empty: 'Personne n’est encore classé : la première place est à prendre.',
    unranked: 'Vous n’êtes pas encore dans ce classement : finissez une partie pour y entrer.',
  },
  statistics: {
    title: 'Vos statistiques',
    played: 'Parties jouées',
    won: 'Parties gagnées',
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
      'Moins il faut d’essais, plus il y a de points. Le mot change à minuit ; une partie commencée peut être finie le lendemain, marquée « en retard ».',
    ],
    colours: 'Les couleurs et les formes',
    correct: 'Carré rouge : la lettre est bien placée.',
    present: 'Rond jaune : la lettre est dans le mot, à une autre place.',
    absent: 'Fond bleu : la lettre n’est pas, ou plus, dans le mot.',
    doubles: 'Les lettres doubles',
    doublesRule:
      'Une lettre n’est marquée que s’il en reste dans le mot : les bien placées comptent d’abord, puis les autres, de gauche à droite.',
    example: (guess: string, answer: string) => `${guess}, quand le mot est ${answer}`,
    examples: [
      {
        guess: 'BALLON',
        answer: 'BULBES',
        lesson: 'BULBES n’a qu’un L, et il est bien placé : le second L de BALLON reste bleu.',
      },
      {
        guess: 'BANNIE',
        answer: 'BANANE',
        lesson: 'BANANE a deux N : le premier est bien placé, l’autre est ailleurs, donc en jaune.',
      },
    ],
    keyboard: 'Au clavier',
    keys: 'Les lettres s’écrivent au clavier ou à l’écran, Entrée valide, Retour arrière efface.',
  },
} as const;

function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('fr-FR')} ${count < 2 ? one : many}`;
}
