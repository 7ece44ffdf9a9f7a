import type { Settings } from '../../app/settings.ts';
import type { Cue } from '../board/board-effects.ts';
import { createSounds } from './sounds.ts';
import { createVibration } from './vibration.ts';

/** Plays the sound and the vibration of a cue, as the player has set them; reduced motion turns vibration off. */
export function createCuePlayer(settings: () => Settings, reducedMotion: () => boolean): (cue: Cue) => void {
  const sounds = createSounds({
    createContext: () => new AudioContext(),
    volume: () => settings().volume,
    isHidden: () => document.hidden,
  });
  const vibrate = createVibration({ navigator, isOn: () => settings().vibration && !reducedMotion() });
  return (cue) => {
    // Browsers log a warning if a page starts audio before the first gesture.
    if (navigator.userActivation?.hasBeenActive) sounds.unlock();
    sounds.play(cue);
    vibrate(cue);
  };
}
