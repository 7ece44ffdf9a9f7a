import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
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
};

const en: typeof fr = {
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
};

/** The texts of the help, in the current language. */
export const helpTexts = translated({ fr, en });

export type HelpTexts = typeof fr;
