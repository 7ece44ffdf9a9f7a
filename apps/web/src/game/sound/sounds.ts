import type { Cue } from '../board/board-effects.ts';
import { type Tone, tonesOf } from './tones.ts';

/** Off, and three volumes. */
export type Volume = 0 | 1 | 2 | 3;

/** The sounds of the game. */
export interface Sounds {
  /** Call it in every user gesture: browsers allow audio only after one. */
  unlock(): void;
  /** Plays a sound; silent if the volume is off, before the first gesture, and while the page is hidden. */
  play(cue: Cue): void;
}

export interface SoundsOptions {
  createContext(): AudioContext;
  volume(): Volume;
  isHidden(): boolean;
}

export function createSounds({ createContext, volume, isHidden }: SoundsOptions): Sounds {
  let context: AudioContext | undefined;

  return {
    unlock() {
      if (volume() === 0) return;
      context ??= createContext();
      // A phone call or a hidden page suspends it.
      if (context.state !== 'running') void context.resume();
    },
    play(cue) {
      if (!context || volume() === 0 || isHidden()) return;
      const output = context.createGain();
      output.gain.value = LOUDNESS[volume()];
      output.connect(context.destination);
      for (const tone of tonesOf[cue]) playTone(context, output, tone);
    },
  };
}

/** Gain by volume. Loudness is perceived in ratios: each step is about 8 dB. */
const LOUDNESS: Record<Volume, number> = { 0: 0, 1: 0.12, 2: 0.3, 3: 0.75 };

/** The default volume: off on phones, because a page cannot know whether a phone is in silent mode. */
export function initialVolume(isPhone: boolean): Volume {
  return isPhone ? 0 : 2;
}

const ATTACK_S = 0.006;
/** An exponential ramp cannot reach zero; this is 80 dB below the loudest. */
const SILENCE = 0.0001;

function playTone(
  context: AudioContext,
  output: AudioNode,
  { wave, from, to = from, at, length, gain }: Tone,
) {
  const start = context.currentTime + at;
  const end = start + length;

  const oscillator = context.createOscillator();
  oscillator.type = wave;
  oscillator.frequency.setValueAtTime(from, start);
  oscillator.frequency.exponentialRampToValueAtTime(to, end);

  const envelope = context.createGain();
  envelope.gain.setValueAtTime(SILENCE, start);
  envelope.gain.linearRampToValueAtTime(gain, start + ATTACK_S);
  envelope.gain.exponentialRampToValueAtTime(SILENCE, end);

  oscillator.connect(envelope).connect(output);
  oscillator.start(start);
  oscillator.stop(end);
}
