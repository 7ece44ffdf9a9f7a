import type { Cue } from './cue.ts';

/** Lets a cue be felt, where the device can vibrate. */
export type Vibrate = (cue: Cue) => void;

export interface VibrationOptions {
  /** The part of the browser's `navigator` that vibrates; not every browser has it. */
  navigator: { vibrate?(pattern: number[]): boolean };
  /** Whether the player wants it; one who asks for reduced motion does not. */
  isOn(): boolean;
}

export function createVibration({ navigator, isOn }: VibrationOptions): Vibrate {
  return (cue) => {
    const pattern = patterns[cue];
    if (pattern && isOn()) navigator.vibrate?.(pattern);
  };
}

/** Milliseconds on, off, on… What needs no notice has none. */
const patterns: Partial<Record<Cue, number[]>> = {
  key: [8],
  'reveal-correct': [35],
  'reveal-present': [15],
  refused: [40, 60, 40],
  won: [30, 60, 30, 60, 120],
  lost: [160],
};
