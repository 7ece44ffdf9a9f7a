import type { Cue } from '../board/board-effects.ts';

/** Vibrates for a cue, if the device can. */
export type Vibrate = (cue: Cue) => void;

export interface VibrationOptions {
  /** The part of `navigator` that is needed; not every browser has `vibrate`. */
  navigator: { vibrate?(pattern: number[]): boolean };
  /** Tells whether the player wants vibration. */
  isOn(): boolean;
}

export function createVibration({ navigator, isOn }: VibrationOptions): Vibrate {
  return (cue) => {
    const pattern = patterns[cue];
    if (pattern && isOn()) navigator.vibrate?.(pattern);
  };
}

/** Milliseconds on, off, on… A cue without a pattern does not vibrate. */
const patterns: Partial<Record<Cue, number[]>> = {
  key: [8],
  'reveal-correct': [35],
  'reveal-present': [15],
  refused: [40, 60, 40],
  won: [30, 60, 30, 60, 120],
  lost: [160],
};
