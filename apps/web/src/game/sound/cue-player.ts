import type { Settings } from '../../app/settings.ts';
import type { Cue } from './cue.ts';
import { createSounds } from './sounds.ts';
import { createVibration } from './vibration.ts';

/** Lets moments of the game be heard and felt, as the player has set it; nothing moves for one who wants calm. */
export function createCues(settings: () => Settings, calm: () => boolean): (cue: Cue) => void {
  const sounds = createSounds({
    createContext: () => new AudioContext(),
    volume: () => settings().volume,
    isHidden: () => document.hidden,
  });
  const vibrate = createVibration({ navigator, isOn: () => settings().vibration && !calm() });
  return (cue) => {
    // A page that nobody has touched yet may not be heard, and browsers complain about the attempt.
    if (navigator.userActivation?.hasBeenActive) sounds.unlock();
    sounds.play(cue);
    vibrate(cue);
  };
}
