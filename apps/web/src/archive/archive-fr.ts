/** The French texts of the archive. */
export const fr = {
  note: 'Les mots des jours passés, à jouer quand on veut. Ils ne comptent ni pour les points, ni pour la série.',
  months: 'Mois',
  loading: 'Chargement du mois…',
  all: 'Toutes les archives',
  /** A play of a day, after the date: « 12 novembre 2026, gagné en 3 essais ». */
  states: {
    unplayed: 'pas encore joué',
    won: (attempts: number) => `gagné en ${attempts} ${attempts < 2 ? 'essai' : 'essais'}`,
    lost: 'perdu',
    playing: (attempts: number) => `en cours, ${attempts} ${attempts < 2 ? 'essai' : 'essais'}`,
    archive: 'aux archives',
  },
  legend: {
    title: 'Légende',
    won: 'gagné, en tant d’essais',
    lost: 'perdu',
    playing: 'en cours',
    archive: 'au trait seul : joué aux archives',
  },
  days: 'Jours',
  badge: 'archives',
  uncounted: 'Partie des archives : elle ne compte pas.',
  played: (points: string) => `Votre partie de ce jour-là : ${points.toLowerCase()}.`,
  calendar: 'Calendrier',
};
