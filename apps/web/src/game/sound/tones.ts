import type { Cue } from '../board/board-effects.ts';

/** A note that starts loud and fades. */
export interface Tone {
  readonly wave: 'sine' | 'triangle' | 'square';
  /** Frequency in hertz, gliding to `to` if that is given. */
  readonly from: number;
  readonly to?: number;
  /** Seconds after the cue. */
  readonly at: number;
  /** Seconds. */
  readonly length: number;
  /** The peak, at most 1; simultaneous tones add up to at most 1. */
  readonly gain: number;
}

/**
 * The tones of each cue. The marks can be told apart by ear: a correct letter rings like a bell, a present one rises like
 * a question, an absent one is a dull knock.
 */
export const tonesOf: Record<Cue, readonly Tone[]> = {
  key: [{ wave: 'sine', from: 1500, to: 900, at: 0, length: 0.03, gain: 0.2 }],
  'reveal-correct': [
    { wave: 'triangle', from: 988, at: 0, length: 0.28, gain: 0.5 },
    { wave: 'sine', from: 1976, at: 0, length: 0.2, gain: 0.25 },
  ],
  'reveal-present': [{ wave: 'triangle', from: 587, to: 659, at: 0, length: 0.18, gain: 0.6 }],
  'reveal-absent': [{ wave: 'sine', from: 196, to: 131, at: 0, length: 0.14, gain: 0.8 }],
  refused: [
    { wave: 'square', from: 175, at: 0, length: 0.11, gain: 0.25 },
    { wave: 'square', from: 147, at: 0.12, length: 0.18, gain: 0.25 },
  ],
  won: [
    { wave: 'triangle', from: 523, at: 0, length: 0.2, gain: 0.3 },
    { wave: 'triangle', from: 659, at: 0.12, length: 0.2, gain: 0.3 },
    { wave: 'triangle', from: 784, at: 0.24, length: 0.2, gain: 0.3 },
    { wave: 'triangle', from: 1047, at: 0.36, length: 0.7, gain: 0.3 },
    { wave: 'sine', from: 1568, at: 0.36, length: 0.6, gain: 0.2 },
    { wave: 'sine', from: 2093, at: 0.42, length: 0.5, gain: 0.15 },
  ],
  lost: [
    { wave: 'triangle', from: 392, at: 0, length: 0.3, gain: 0.5 },
    { wave: 'triangle', from: 311, at: 0.22, length: 0.3, gain: 0.5 },
    { wave: 'triangle', from: 262, to: 247, at: 0.44, length: 0.7, gain: 0.5 },
  ],
};
