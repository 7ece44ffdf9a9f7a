import { translated } from '../ui/texts/texts.ts';

/** French; its shape is the shape of every language. */
const fr = {
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
};

const en: typeof fr = {
  open: 'Settings',
  title: 'Settings',
  auto: 'Automatic',
  language: 'Language',
  languages: { fr: 'Français', en: 'English' },
  theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  palette: 'Colours',
  palettes: { classic: 'Classic', safe: 'Colour-blind safe' },
  keyboard: 'Keyboard on the screen',
  volume: 'Sounds',
  volumes: ['Off', 'Soft', 'Medium', 'Loud'],
  vibration: 'Vibration',
  hardMode: 'Hard mode',
  hardModeNote: 'Hints that were found must be used; a star shows it when you share.',
};

/** The texts of the settings, in the current language. */
export const settingsTexts = translated({ fr, en });
