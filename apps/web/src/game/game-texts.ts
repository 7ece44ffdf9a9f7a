import type { Mark } from '@motus/game';
import { pluralEn, pluralFr, translated } from '../ui/texts/texts.ts';

const marksFr: Record<Mark, string> = { correct: 'bien placé', present: 'mal placé', absent: 'absent' };
const marksEn: Record<Mark, string> = { correct: 'in place', present: 'misplaced', absent: 'absent' };

/** French; its shape is the shape of every language. */
const fr = {
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
    mark: (letter: string, mark: Mark) => `${letter} ${marksFr[mark]}`,
    hint: (letter: string) => `${letter} proposé`,
    blank: 'vide',
    cursor: (place: number, letter: string) => `Case ${place} : ${letter}.`,
  },
  summary: {
    open: 'État de la partie',
    title: 'État de la partie',
    word: (length: number, letters: string) => `Mot de ${length} lettres : ${letters}.`,
    unknown: 'inconnue',
    left: (attempts: number) => `Il reste ${pluralFr(attempts, 'essai')}.`,
    misplaced: (letters: string) => `Dans le mot, place inconnue : ${letters}.`,
    absent: (letters: string) => `Pas dans le mot : ${letters}.`,
  },
  keyboard: {
    region: 'Clavier',
    key: (letter: string, mark: Mark | undefined) => (mark ? `${letter}, ${marksFr[mark]}` : letter),
    erase: 'Effacer',
    submit: 'Valider',
  },
  result: {
    region: 'Résultat',
    won: (attempts: number) => `Gagné en ${pluralFr(attempts, 'essai')} !`,
    lost: 'Perdu !',
    answer: 'Le mot était',
    definition: 'Définition',
    points: (points: number) => (points === 0 ? 'Aucun point' : pluralFr(points, 'point')),
    nextWord: (time: string) => `Prochain mot à ${time}, dans`,
    leaderboard: 'Voir le classement',
    practice: 'Un autre mot, pour s’entraîner',
    archive: 'Les mots des jours passés',
  },
  disqualified: {
    title: 'Vous connaissez ce mot',
    consequences:
      'Vous avez choisi ou vu le mot de ce jour : vous ne pouvez plus le jouer avec ce compte. Ce jour n’a ni points ni place au classement pour vous, et arrête votre série.',
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
};

const en: typeof fr = {
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
    mark: (letter, mark) => `${letter} ${marksEn[mark]}`,
    hint: (letter) => `${letter} suggested`,
    blank: 'blank',
    cursor: (place, letter) => `Cell ${place}: ${letter}.`,
  },
  summary: {
    open: 'State of the play',
    title: 'State of the play',
    word: (length, letters) => `Word of ${length} letters: ${letters}.`,
    unknown: 'unknown',
    left: (attempts) => `${pluralEn(attempts, 'attempt')} left.`,
    misplaced: (letters) => `In the word, place unknown: ${letters}.`,
    absent: (letters) => `Not in the word: ${letters}.`,
  },
  keyboard: {
    region: 'Keyboard',
    key: (letter, mark) => (mark ? `${letter}, ${marksEn[mark]}` : letter),
    erase: 'Erase',
    submit: 'Enter',
  },
  result: {
    region: 'Result',
    won: (attempts) => `Won in ${pluralEn(attempts, 'attempt')}!`,
    lost: 'Lost!',
    answer: 'The word was',
    definition: 'Definition',
    points: (points) => (points === 0 ? 'No points' : pluralEn(points, 'point')),
    nextWord: (time) => `Next word at ${time}, in`,
    leaderboard: 'See the leaderboard',
    practice: 'Another word, for practice',
    archive: 'The words of past days',
  },
  disqualified: {
    title: 'You know this word',
    consequences:
      'You chose or saw the word of this day: you can no longer play it with this account. The day has no points and no rank for you, and ends your streak.',
  },
  report: {
    should_be_valid: (word) => `Should ${word} be valid?`,
    should_not_be_valid: (word) => `Should ${word} not be an answer?`,
    thanks: 'Reported, thank you.',
  },
  sharing: {
    share: 'Share',
    archive: (name) => `${name} (archive)`,
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
};

/** The texts of the board and of the game, in the current language. */
export const gameTexts = translated({ fr, en });
