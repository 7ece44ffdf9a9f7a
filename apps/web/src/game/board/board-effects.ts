/** A moment of the game that the player can hear and feel. */
export type Cue = 'key' | 'reveal-correct' | 'reveal-present' | 'reveal-absent' | 'refused' | 'won' | 'lost';

/** How a board behaves on this device and with this player's settings. */
export interface BoardEffects {
  /** Tells whether to avoid animations: all letters of a row are then revealed at once. */
  reducedMotion(): boolean;
  /** Tells whether words must use all hints found so far. */
  hardMode(): boolean;
  /** Plays the sound and the vibration of a moment of the game. */
  onCue(cue: Cue): void;
}
