/** A moment of the game that can be heard and felt. */
export type Cue = 'key' | 'reveal-correct' | 'reveal-present' | 'reveal-absent' | 'refused' | 'won' | 'lost';
